// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

/**
 * The tenants' keys cannot be read, and never were in the life of this process: the invocation fails, and the records stay
 * in the stream and come again. To call them unsigned would be a guess.
 */
public final class NoSigningKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSigningKeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
