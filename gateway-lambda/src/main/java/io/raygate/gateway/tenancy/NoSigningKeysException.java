// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

/**
 * The tenants' keys cannot be read, and this process never read any. The records that need them stay in the stream and come
 * again: treating them as unsigned would be a guess.
 */
public final class NoSigningKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSigningKeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
