// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

/** Says that bytes are no request of spans, and where that shows. Holds nothing of the request. */
public final class MalformedSpansException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long offset;

    MalformedSpansException(String message, long offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** One sentence for a person. */
    public String description() {
        return getMessage() + " at byte " + offset;
    }
}
