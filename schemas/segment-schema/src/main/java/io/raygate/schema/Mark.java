// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Locale;

/** Fields whose presence or place the validator has to remember. */
enum Mark {
    NONE,
    NAME,
    ID,
    TRACE_ID,
    START_TIME,
    END_TIME,
    IN_PROGRESS,
    PARENT_ID,
    TYPE,
    ORIGIN,
    AWS,
    EKS,
    ANNOTATIONS,
    METADATA,
    FAULT,
    ERROR,
    THROTTLE;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The field's key. */
    String key() {
        return key;
    }

    @SuppressWarnings("EnumOrdinal") // a place in a set that lives as long as one walk
    long bit() {
        return 1L << ordinal();
    }
}
