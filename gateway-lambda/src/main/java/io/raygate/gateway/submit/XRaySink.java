// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.aws.LruMap;
import io.raygate.gateway.batch.Batch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
@Typed(XRaySink.class)
class XRaySink implements TraceSink {

    private static final String UNEXPECTED_ANSWER = "UnexpectedAnswer";

    private final AwsClients aws;
    private final SubmitConfig config;
    private final LruMap<String, XRayClient> clientsByRegion;
    private final TargetRoles roles;

    XRaySink(AwsClients aws, SubmitConfig config, TargetRoles roles) {
        this.aws = aws;
        this.config = config;
        this.clientsByRegion = new LruMap<>(config.maxTargets(), SdkAutoCloseable::close);
        this.roles = roles;
    }

    @PreDestroy
    void close() {
        clientsByRegion.clear(SdkAutoCloseable::close);
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .putExecutionAttribute(BodyInterceptor.BODY, TraceSegmentsBody.of(batch));
        if (!destination.target().roleArn().isEmpty()) {
            try {
                override.credentialsProvider(StaticCredentialsProvider.create(roles.of(destination)));
            } catch (SdkException e) {
                return ErrorAnswers.ofAssumeRole(e, Denial::ofSegments);
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
            return answer(e, destination);
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

    private static PutAnswer answer(AwsServiceException e, Destination destination) {
        String code = ErrorCode.of(e);
        if (ErrorAnswers.isDenial(destination, code)) {
            return new PutAnswer.Denied(Denial.ofSegments(code));
        }
        if (e.isThrottlingException() || e.statusCode() == ErrorAnswers.TOO_MANY_REQUESTS) {
            return new PutAnswer.Throttled(code);
        }
        return ErrorAnswers.of(e.statusCode(), code, ErrorCode.message(e));
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
