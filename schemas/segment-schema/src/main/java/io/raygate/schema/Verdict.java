// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.List;

/** What validation says of one document: {@link Accepted}, {@link Repaired} or {@link Rejected}. */
public sealed interface Verdict {

    /** The document can be sent as it is. */
    record Accepted() implements Verdict {}

    /**
     * What can be sent instead of the document.
     *
     * @param documents one document, or several where it was split; each would be {@link Accepted}. At least one.
     *                  The arrays belong to the caller.
     * @param repairs   what was done. Every kind that was needed is there; of the places, the first
     *                  {@link #MAX_LISTED}. At least one.
     */
    record Repaired(List<byte[]> documents, List<AppliedRepair> repairs) implements Verdict {

        /** How many places are listed, so that a hostile document cannot make a verdict large. */
        public static final int MAX_LISTED = 64;

        /** Checks and copies. */
        public Repaired {
            if (documents.isEmpty() || repairs.isEmpty()) {
                throw new IllegalArgumentException(
                        "empty: documents=" + documents.size() + ", repairs=" + repairs.size());
            }
            documents = List.copyOf(documents);
            repairs = List.copyOf(repairs);
        }
    }

    /**
     * One change.
     *
     * @param repair  stable code for counters
     * @param pointer RFC 6901 JSON pointer into the document as it came, empty for the whole document
     * @param before  the value, as it stood in the document, cut at 64 bytes; empty where there is none to show. It may
     *                be what a tenant's rules redact
     * @param after   what stands there now, cut likewise; empty where nothing does
     */
    record AppliedRepair(Repair repair, String pointer, String before, String after) {}

    /**
     * The document is not for X-Ray.
     *
     * @param reason  stable code for counters
     * @param pointer RFC 6901 JSON pointer to the offending value, empty for the whole document; keys in it are
     *                cut at 128 characters
     * @param message one sentence for a person; holds no values of the document beyond names and types
     */
    record Rejected(RejectionReason reason, String pointer, String message) implements Verdict {}
}
