// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What validation says of one document: {@link Accepted} or {@link Rejected}. */
public sealed interface Verdict {

    /** The document can be sent as it is. */
    record Accepted() implements Verdict {}

    /**
     * The document is not for X-Ray.
     *
     * @param reason  stable code for counters
     * @param pointer RFC 6901 JSON pointer to the offending value, empty for the whole document
     * @param message one sentence for a person; holds no values of the document beyond names and types
     */
    record Rejected(RejectionReason reason, String pointer, String message) implements Verdict {}
}
