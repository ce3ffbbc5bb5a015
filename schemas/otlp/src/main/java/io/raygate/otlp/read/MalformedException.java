// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

/** Ends the reading of a message that is not what the protocol describes. Holds no content of the message. */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** {@code message} is one sentence for a person. */
    public MalformedException(String message) {
        super(message, null, false, false);
    }

    /** One sentence for a person. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
