// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Locale;

/** Fields whose presence or place the validator has to remember. */
enum Mark {
    NONE,
    NAME,
    ID,
    EXCEPTION_ID,
    TRACE_ID,
    START_TIME,
    END_TIME,
    IN_PROGRESS,
    PARENT_ID,
    TYPE,
    LINE,
    EXCEPTION_CAUSE,
    ORIGIN,
    AWS,
    EKS,
    ANNOTATIONS,
    METADATA,
    FAULT,
    ERROR,
    THROTTLE;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Says which entity it is, or when: never guessed, never left out. */
    boolean vital() {
        return switch (this) {
            case NAME, ID, TRACE_ID, START_TIME, END_TIME -> true;
            default -> false;
        };
    }

    /** X-Ray takes null here: Node's SDK sends it for lines, Ruby's gem for causes of exceptions. */
    boolean takesNull() {
        return this == LINE || this == EXCEPTION_CAUSE;
    }

    /** The field's key. */
    String key() {
        return key;
    }

    @SuppressWarnings("EnumOrdinal") // a place in a set that lives as long as one walk
    long bit() {
        return 1L << ordinal();
    }
}
