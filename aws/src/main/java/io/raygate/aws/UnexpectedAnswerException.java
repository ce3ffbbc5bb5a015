// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** A service answered 200, but not what it was asked for: only what an answer affirms counts. */
public final class UnexpectedAnswerException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    /** For one answer. */
    public UnexpectedAnswerException(String message) {
        super(SdkClientException.builder().message(message));
    }
}
