// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import software.amazon.awssdk.core.exception.SdkClientException;

/** SSM says 200, and not what was asked for: only what an answer affirms is so. */
public final class UnexpectedAnswerException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    /** For one answer. */
    public UnexpectedAnswerException(String message) {
        super(SdkClientException.builder().message(message));
    }
}
