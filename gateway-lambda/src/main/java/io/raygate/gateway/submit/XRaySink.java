// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsRequest;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsResponse;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.services.xray.model.XRayException;

/** PutTraceSegments through the AWS SDK, with a body of our own. Thread-safe. */
@Singleton
class XRaySink implements TraceSink {

    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * That a document is to blame for, whatever the status: InvalidRequestException is in the API model, the others are
     * what AWS's front ends answer to bodies that they cannot read. A 400 may also mean the signature or the credentials.
     */
    private static final Set<String> DOCUMENTS_TO_BLAME = Set.of(
            "InvalidRequestException",
            "SerializationException",
            "ValidationException",
            "MalformedQueryString",
            "RequestEntityTooLargeException");

    private final XRayClients clients;
    private final RoleCredentials roles;

    XRaySink(XRayClients clients, RoleCredentials roles) {
        this.clients = clients;
        this.roles = roles;
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        try {
            PutTraceSegmentsRequest request = PutTraceSegmentsRequest.builder()
                    .traceSegmentDocuments("")
                    .overrideConfiguration(override(batch, destination, timeout))
                    .build();
            return taken(clients.of(destination.target().region()).putTraceSegments(request));
        } catch (XRayException e) {
            return answer(e);
        } catch (AwsServiceException e) {
            return new PutAnswer.Unavailable("AssumeRole" + code(e)); // STS is the only other service in this call
        } catch (SdkException e) {
            return new PutAnswer.Unavailable(cause(e));
        }
    }

    private AwsRequestOverrideConfiguration override(Batch batch, Destination destination, Duration timeout) {
        AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .putExecutionAttribute(BodyInterceptor.BODY, TraceSegmentsBody.of(batch));
        if (!destination.target().roleArn().isEmpty()) {
            override.credentialsProvider(roles.of(destination));
        }
        return override.build();
    }

    private static PutAnswer taken(PutTraceSegmentsResponse response) {
        return new PutAnswer.Taken(response.unprocessedTraceSegments().stream()
                .map(XRaySink::unprocessed)
                .toList());
    }

    private static Unprocessed unprocessed(UnprocessedTraceSegment segment) {
        return new Unprocessed(
                Objects.requireNonNullElse(segment.id(), ""),
                Objects.requireNonNullElse(segment.errorCode(), "Unknown"),
                Objects.requireNonNullElse(segment.message(), ""));
    }

    private static PutAnswer answer(XRayException e) {
        String code = code(e);
        if (e.isThrottlingException() || e.statusCode() == TOO_MANY_REQUESTS) {
            return new PutAnswer.Throttled(code);
        }
        if (DOCUMENTS_TO_BLAME.contains(code) || e.statusCode() == PAYLOAD_TOO_LARGE) {
            return new PutAnswer.Refused(code, message(e));
        }
        return new PutAnswer.Unavailable(code);
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "Http" + e.statusCode() : code;
    }

    private static String message(AwsServiceException e) {
        String message =
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return Objects.requireNonNullElse(message, "");
    }

    private static String cause(SdkException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName();
    }
}
