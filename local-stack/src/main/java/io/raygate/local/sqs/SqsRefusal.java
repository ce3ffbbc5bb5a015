// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

/** An error of the API, HTTP 400 each. */
final class SqsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    private SqsRefusal(String type, String message) {
        super(message);
        this.type = type;
    }

    /** The error's name in the API, as it goes into {@code __type}. */
    String type() {
        return type;
    }

    static SqsRefusal noSuchQueue(String name) {
        return new SqsRefusal("QueueDoesNotExist", "The specified queue does not exist: " + name);
    }

    static SqsRefusal overLimit(String message) {
        return new SqsRefusal("OverLimit", message);
    }

    static SqsRefusal invalid(String message) {
        return new SqsRefusal("InvalidParameterValue", message);
    }

    static SqsRefusal unsupported(String operation) {
        return new SqsRefusal("UnsupportedOperation", "Not in the local stack: " + operation);
    }

    static void check(boolean fine, String message) {
        if (!fine) {
            throw invalid(message);
        }
    }
}
