// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsRequest;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsResponse;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;
import software.amazon.awssdk.services.xray.model.XRayException;

/** PutTraceSegments through the AWS SDK, its own retries turned off: {@link Submitter} knows how much time is left. */
@Singleton
class XRaySink implements TraceSink {

    private static final int PAYLOAD_TOO_LARGE = 413;

    private final XRayClient xray;

    XRaySink(SubmitConfig config) {
        this.xray = XRayClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.requestTimeout())
                        .socketTimeout(config.requestTimeout()))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @Override
    public PutAnswer put(Batch batch, Duration timeout) {
        List<String> documents = batch.documents().stream()
                .map(ReceivedDocument::document)
                .map(document -> document.text())
                .toList();
        PutTraceSegmentsRequest request = PutTraceSegmentsRequest.builder()
                .traceSegmentDocuments(documents)
                .overrideConfiguration(override -> override.apiCallTimeout(timeout))
                .build();
        try {
            return taken(xray.putTraceSegments(request));
        } catch (InvalidRequestException e) {
            return new PutAnswer.Refused(code(e));
        } catch (XRayException e) {
            return e.statusCode() == PAYLOAD_TOO_LARGE
                    ? new PutAnswer.Refused(code(e))
                    : new PutAnswer.Unavailable(code(e));
        } catch (SdkException e) {
            return new PutAnswer.Unavailable(e.getClass().getSimpleName());
        }
    }

    private static PutAnswer taken(PutTraceSegmentsResponse response) {
        return new PutAnswer.Taken(
                response.unprocessedTraceSegments().stream().map(XRaySink::code).toList());
    }

    private static String code(UnprocessedTraceSegment unprocessed) {
        return unprocessed.errorCode() == null ? "Unknown" : unprocessed.errorCode();
    }

    private static String code(XRayException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "Http" + e.statusCode() : code;
    }
}
