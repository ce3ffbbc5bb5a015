// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong. The entry kinds hit single records of a put, the others PutRecord(s) and GetRecords whole. */
enum FaultKind {
    /** The entry fails with ProvisionedThroughputExceededException. */
    THROTTLE_ENTRIES(true),
    /** The entry fails with InternalFailure. */
    INTERNAL_FAILURE_ENTRIES(true),
    /** The request is answered with status 500 and does nothing. */
    HTTP_500(false),
    /** The request is carried out, and its answer held back. */
    SLOW(false),
    /** The request does nothing, and its connection is reset. */
    RESET(false),
    /** The request is carried out, and its connection reset: the client must send again what is stored already. */
    RESET_AFTER(false);

    private final boolean entries;

    FaultKind(boolean entries) {
        this.entries = entries;
    }

    /** True where single entries of a put fail. */
    boolean hitsEntries() {
        return entries;
    }

    /** Its name over HTTP, for example {@code throttle-entries}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> labelled(String label) {
        for (FaultKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
