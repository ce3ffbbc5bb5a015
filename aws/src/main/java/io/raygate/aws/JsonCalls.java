// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Signed calls in the AWS JSON 1.1 protocol, for a service of which one or two operations are used. They fail with the
 * exceptions of the SDK's own client, without the megabytes of classes that it brings. A call takes the time limit at most,
 * its second attempt included. Thread-safe.
 */
final class JsonCalls implements AutoCloseable {

    /** A page of ten parameters has at most some 100 KB. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private static final int OK = 200;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Backoff BACKOFF = Backoff.fixed(Duration.ofMillis(50)).withMaxAttempts(2);

    /** Keeps no names of what it reads. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final AwsClients aws;
    private final AwsService service;
    private final URI endpoint;
    private final Duration timeout;
    private final SignedCalls calls;

    JsonCalls(AwsClients aws, AwsService service, URI endpoint, Duration timeout) {
        this.aws = aws;
        this.service = service;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.calls = new SignedCalls(aws, service, timeout, MAX_ANSWER_BYTES);
    }

    /**
     * The body of an answer with status 200.
     *
     * @param operation such as {@code AmazonSSM.GetParameter}
     * @throws AwsServiceException where the service answered otherwise
     * @throws SdkClientException where there was no answer in time, or there are no credentials
     */
    byte[] call(String operation, byte[] body) {
        Deadline deadline = Deadline.in(timeout, Timing.SYSTEM);
        for (int failures = 1; ; failures++) {
            try {
                return callOnce(operation, body, deadline.remaining());
            } catch (SdkException e) {
                if (!mayPass(e) || !pause(failures, deadline)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    private byte[] callOnce(String operation, byte[] body, Duration remaining) {
        SignedCalls.Request request = new SignedCalls.Request(
                endpoint,
                aws.region(),
                aws.credentials().resolveCredentials(),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", operation),
                body);
        SignedCalls.Answer answer = calls.post(request, remaining);
        if (answer.status() != OK) {
            throw ServiceError.of(service, answer);
        }
        return answer.body();
    }

    private static boolean mayPass(SdkException e) {
        return switch (e) {
            case AwsServiceException answered ->
                answered.isThrottlingException() || answered.statusCode() >= FIRST_SERVER_ERROR;
            case ApiCallTimeoutException _, AbortedException _, UnexpectedAnswerException _ -> false;
            default -> e.getCause() instanceof IOException;
        };
    }

    private static boolean pause(int failures, Deadline deadline) {
        try {
            return BACKOFF.within(deadline).sleep(failures, deadline.timing());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
