// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call of AWS is called in metrics and logs: few, short and stable names. */
public final class ErrorCode {

    private ErrorCode() {}

    /**
     * The service's own code, {@code Http503} for an answer that has only a status (from a proxy, say), and the name of the
     * exception where there was no answer.
     */
    public static String of(SdkException e) {
        return e instanceof AwsServiceException answered
                ? of(answered)
                : e.getClass().getSimpleName();
    }

    /** As {@link #of}, but named after what kept the answer away, where the SDK knows it: {@code SocketException}. */
    public static String ofCause(SdkException e) {
        return e instanceof AwsServiceException answered
                ? of(answered)
                : Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
    }

    /** The code in an answer's error type: {@code com.amazonaws.xray#ThrottledException:http://…} means {@code ThrottledException}. */
    public static String ofType(String type) {
        String name = type.substring(type.lastIndexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** The service's own sentence; empty where it sent none. */
    public static String message(AwsServiceException e) {
        return details(e).map(AwsErrorDetails::errorMessage).orElse("");
    }

    private static String of(AwsServiceException e) {
        return details(e).map(AwsErrorDetails::errorCode).orElseGet(() -> "Http" + e.statusCode());
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }
}
