// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.aws.LruMap;
import io.raygate.aws.RoleSessions;
import io.raygate.gateway.batch.Batch;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.XRayClientBuilder;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsRequest;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsResponse;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * PutTraceSegments through the AWS SDK, with a body of our own. One client for each region, and credentials for each call.
 * The SDK's own retries are off: {@link Submitter} knows how much time is left. Tenants name regions and roles, so those not
 * used for the longest time make room. Thread-safe.
 */
@Singleton
class XRaySink implements TraceSink {

    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_ERROR = 400;
    /** Before the codes of failed calls of AssumeRole. */
    private static final String ASSUME_ROLE = "AssumeRole";

    private static final String UNEXPECTED_ANSWER = "UnexpectedAnswer";

    /**
     * Errors that a document causes, whatever the status: InvalidRequestException is in the API model, the others are
     * what AWS's front ends answer to bodies that they cannot read. A 400 may also mean the signature or the credentials.
     */
    private static final Set<String> DOCUMENTS_TO_BLAME = Set.of(
            "InvalidRequestException",
            "SerializationException",
            "ValidationException",
            "MalformedQueryString",
            "RequestEntityTooLargeException");

    /** Errors that the caller causes: credentials, clocks and permissions, by the names that AWS uses everywhere. */
    private static final Set<String> CALLER_TO_BLAME = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** A role that does not trust the gateway, may not put, or has no possible name. */
    private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException", "ValidationError");

    private static final Set<Integer> CALLER_STATUS = Set.of(401, 403, 407);

    private final AwsClients aws;
    private final SubmitConfig config;
    private final LruMap<String, XRayClient> clientsByRegion;
    private final RoleSessions roles;

    XRaySink(AwsClients aws, SubmitConfig config) {
        this.aws = aws;
        this.config = config;
        this.clientsByRegion = new LruMap<>(config.maxTargets(), SdkAutoCloseable::close);
        this.roles = new RoleSessions(aws, config.assumeRoleTimeout(), config.maxTargets());
    }

    @PreDestroy
    void close() {
        clientsByRegion.clear(SdkAutoCloseable::close);
        roles.close();
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .putExecutionAttribute(BodyInterceptor.BODY, TraceSegmentsBody.of(batch));
        if (!destination.target().roleArn().isEmpty()) {
            try {
                override.credentialsProvider(StaticCredentialsProvider.create(roles.credentials(destination.role())));
            } catch (AwsServiceException e) {
                return DENIALS.contains(ErrorCode.of(e))
                        ? new PutAnswer.Denied(ASSUME_ROLE + ErrorCode.of(e))
                        : new PutAnswer.Unavailable(ASSUME_ROLE + ErrorCode.of(e));
            } catch (SdkException e) {
                return new PutAnswer.Unavailable(ASSUME_ROLE + ErrorCode.ofCause(e));
            }
        }
        return put(destination, override.build());
    }

    private PutAnswer put(Destination destination, AwsRequestOverrideConfiguration override) {
        try {
            PutTraceSegmentsRequest request = PutTraceSegmentsRequest.builder()
                    .traceSegmentDocuments("")
                    .overrideConfiguration(override)
                    .build();
            return taken(clientsByRegion
                    .computeIfAbsent(destination.target().region(), this::client)
                    .putTraceSegments(request));
        } catch (AwsServiceException e) {
            // a denial of the function's own role is the platform's problem
            boolean ofTenant = !destination.target().roleArn().isEmpty();
            return ofTenant && DENIALS.contains(ErrorCode.of(e)) ? new PutAnswer.Denied(ErrorCode.of(e)) : answer(e);
        } catch (SdkException e) {
            return new PutAnswer.Unavailable(ErrorCode.ofCause(e));
        }
    }

    /** X-Ray always lists what it has not processed, even if that is nothing: an answer without the list confirms nothing. */
    private static PutAnswer taken(PutTraceSegmentsResponse response) {
        List<UnprocessedTraceSegment> unprocessed = response.unprocessedTraceSegments();
        if (!response.hasUnprocessedTraceSegments() || unprocessed.stream().anyMatch(Objects::isNull)) {
            return new PutAnswer.Unavailable(UNEXPECTED_ANSWER);
        }
        return new PutAnswer.Taken(
                unprocessed.stream().map(XRaySink::unprocessed).toList());
    }

    private static Unprocessed unprocessed(UnprocessedTraceSegment segment) {
        return new Unprocessed(
                Objects.requireNonNullElse(segment.id(), ""),
                Objects.requireNonNullElse(segment.errorCode(), "Unknown"),
                Objects.requireNonNullElse(segment.message(), ""));
    }

    private static PutAnswer answer(AwsServiceException e) {
        String code = ErrorCode.of(e);
        if (e.isThrottlingException() || e.statusCode() == TOO_MANY_REQUESTS) {
            return new PutAnswer.Throttled(code);
        }
        if (DOCUMENTS_TO_BLAME.contains(code) || e.statusCode() == PAYLOAD_TOO_LARGE) {
            return new PutAnswer.Refused(code, ErrorCode.message(e));
        }
        if (CALLER_TO_BLAME.contains(code) || CALLER_STATUS.contains(e.statusCode()) || e.statusCode() < FIRST_ERROR) {
            return new PutAnswer.Unavailable(code);
        }
        return new PutAnswer.Failed(code, ErrorCode.message(e));
    }

    /** @param region empty for the function's own */
    private XRayClient client(String region) {
        XRayClientBuilder builder = aws.configure(AwsService.XRAY, XRayClient.builder(), config.requestTimeout());
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new BodyInterceptor())
                .build());
        if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }
}
