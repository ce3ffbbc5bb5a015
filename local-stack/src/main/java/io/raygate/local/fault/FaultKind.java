// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong: single entries of a request, or a request as a whole. */
public enum FaultKind {
    /** The entry fails with ProvisionedThroughputExceededException. */
    THROTTLE_ENTRIES(true),
    /** The entry fails with InternalFailure. */
    INTERNAL_FAILURE_ENTRIES(true),
    /** The document is not stored, and named with an error code among the unprocessed ones. */
    UNPROCESSED(true),
    /** The document is not stored, and the unprocessed entry that stands for it has no id. */
    UNPROCESSED_WITHOUT_ID(true),
    /** The request is refused with the service's throttling error and does nothing. */
    THROTTLE(false),
    /** The request is answered with status 500 and does nothing. */
    HTTP_500(false),
    /** The request does nothing, and is answered with a status and a body of one's own choice. */
    ANSWER(false),
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

    /** True where single entries of a request fail. */
    boolean hitsEntries() {
        return entries;
    }

    /** Its name over HTTP, for example {@code throttle-entries}. */
    public String label() {
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
