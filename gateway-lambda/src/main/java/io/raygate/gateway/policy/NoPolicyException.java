// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

/**
 * There is no policy to work by: the invocation fails, the records stay in the stream and come again. Nothing is sent by
 * guesswork, and nothing is lost within the stream's retention.
 */
public final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPolicyException(String message) {
        super(message);
    }
}
