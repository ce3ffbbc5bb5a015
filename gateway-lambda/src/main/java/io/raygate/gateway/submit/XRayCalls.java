// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.aws.SignedCalls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * Signed calls of X-Ray's endpoint, with the credentials and in the region of a destination. One attempt: {@link Submitter}
 * knows how much time is left. The SDK's client for X-Ray took a quarter of the function's CPU for what is two headers and a
 * signature. Thread-safe.
 */
@Singleton
class XRayCalls {

    /** Answers are a sentence, or an entry for each of some fifty documents. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final AwsClients aws;
    private final TargetRoles roles;
    private final SignedCalls calls;

    XRayCalls(AwsClients aws, SubmitConfig config, TargetRoles roles) {
        this.aws = aws;
        this.roles = roles;
        this.calls = new SignedCalls(aws, AwsService.XRAY, config.requestTimeout(), MAX_ANSWER_BYTES);
    }

    @PreDestroy
    void close() {
        calls.close();
    }

    /**
     * A request.
     *
     * @param path   such as {@code /TraceSegments}
     * @param length bytes of {@code body} that are sent
     * @param denial what a role that cannot be assumed means
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Request(String path, Map<String, String> headers, byte[] body, int length, Function<String, Denial> denial) {

        Request {
            headers = Map.copyOf(headers);
        }
    }

    /** Sends a request and reads its answer, whatever its status; where there is none, that is the answer. */
    PutAnswer post(
            Request request,
            Destination destination,
            Duration timeout,
            Function<SignedCalls.Answer, PutAnswer> reader) {
        AwsCredentials credentials;
        try {
            credentials = roles.of(destination);
        } catch (SdkException e) {
            return destination.target().roleArn().isEmpty()
                    ? new PutAnswer.Unavailable(ErrorCode.ofCause(e))
                    : ErrorAnswers.ofAssumeRole(e, request.denial());
        }
        String named = destination.target().region();
        Region region = named.isEmpty() ? aws.region() : Region.of(named);
        try {
            return reader.apply(calls.post(
                    new SignedCalls.Request(
                            uri(region, request.path()),
                            region,
                            credentials,
                            request.headers(),
                            request.body(),
                            request.length()),
                    timeout));
        } catch (SdkException e) {
            return new PutAnswer.Unavailable(ErrorCode.ofCause(e));
        }
    }

    private URI uri(Region region, String path) {
        String base = aws.endpoint(AwsService.XRAY, region).toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
