// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

/** A policy that cannot be used. The message names where it stands, the path in it, the value, and what to write. */
final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String message;

    InvalidPolicyException(String where, String path, String problem) {
        this(where + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
    }

    private InvalidPolicyException(String message) {
        super(message);
        this.message = message;
    }

    /** The message, which is never null. */
    String message() {
        return message;
    }
}
