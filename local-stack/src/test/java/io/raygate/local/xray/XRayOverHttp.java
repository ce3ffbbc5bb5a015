// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.UnprocessedTraceSegment;

import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests that put segments into X-Ray's API over HTTP, and read them, through the AWS SDK. */
abstract class XRayOverHttp {

    final Faults faults = new Faults(FaultyService.XRAY, 4);
    final XRayApi api;
    final XRayServer server;
    final XRayClient client;

    /** @param now what the API takes for the time */
    XRayOverHttp(XRayConfig config, Instant now) {
        api = new XRayApi(config, FixedXRayConfig.ACCOUNT, faults, InstantSource.fixed(now));
        try {
            server = new XRayServer(api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = server.client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    void putShop() {
        String dynamo = "\"namespace\":\"aws\",\"aws\":{\"table_name\":\"orders\",\"operation\":\"PutItem\"},";
        String calls =
                subsegments(subsegment(2, "stock", "\"namespace\":\"remote\","), subsegment(3, "DynamoDB", dynamo));
        put(List.of(segment(traceId(1), 1, "shop", 0, 1, calls), segment(traceId(1), 4, "stock", 0.3, 0.7, parent(2))));
    }

    List<UnprocessedTraceSegment> put(List<String> documents) {
        return client.putTraceSegments(b -> b.traceSegmentDocuments(documents)).unprocessedTraceSegments();
    }

    static void assertInvalid(Runnable call, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(call::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }
}
