// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

/** An error of the API, HTTP 400 each. */
final class SsmRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    SsmRefusal(String type, String message) {
        super(message);
        this.type = type;
    }

    /** The error's name in the API, as it goes into {@code __type}. */
    String type() {
        return type;
    }
}
