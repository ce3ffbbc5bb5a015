// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesRequest;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/**
 * AWS X-Ray, through the caller's client of the AWS SDK, which knows credentials of every kind. The only class that needs the
 * SDK.
 */
public final class AwsXRay implements XRay {

    private final XRayClient client;

    /** Reads with a client, which stays the caller's to close. */
    public AwsXRay(XRayClient client) {
        this.client = client;
    }

    @Override
    public List<String> find(String filter, Instant from, Instant to, int limit) {
        GetTraceSummariesRequest.Builder request =
                GetTraceSummariesRequest.builder().startTime(from).endTime(to.plusSeconds(1));
        if (!filter.isEmpty()) {
            request.filterExpression(filter);
        }
        try {
            return client.getTraceSummariesPaginator(request.build()).traceSummaries().stream()
                    .map(TraceSummary::id)
                    .limit(limit)
                    .toList();
        } catch (InvalidRequestException e) {
            String message = e.awsErrorDetails().errorMessage();
            throw FilterException.isOne(message) ? FilterException.of(filter, message) : refused(e);
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public Optional<List<String>> documents(String traceId) {
        try {
            return client.batchGetTraces(request -> request.traceIds(traceId)).traces().stream()
                    .findFirst()
                    .map(trace ->
                            trace.segments().stream().map(Segment::document).toList());
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public String place() {
        return "AWS X-Ray in " + client.serviceClientConfiguration().region();
    }

    private IllegalStateException refused(SdkException e) {
        return new IllegalStateException(
                place() + " has not answered (" + e.getMessage()
                        + "): check AWS_PROFILE, AWS_REGION and the policy AWSXRayReadOnlyAccess",
                e);
    }
}
