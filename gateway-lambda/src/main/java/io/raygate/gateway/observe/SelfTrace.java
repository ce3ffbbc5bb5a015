// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.aws.Deadline;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.json.JsonFactories;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.submit.Submitter;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * A subsegment of the gateway's own work, sent the way every document goes, to the function's own X-Ray. Best effort: it
 * takes a second of the remaining time at most, and is then gone.
 */
@Singleton
class SelfTrace {

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final TenantId SELF = new TenantId("raygate-gateway");
    private static final JsonFactory JSON = JsonFactories.forWriting().build();

    private final ObserveConfig config;
    private final Submitter submitter;

    SelfTrace(ObserveConfig config, Submitter submitter) {
        this.config = config;
        this.submitter = submitter;
    }

    /** Sends it, where that is wanted and Lambda samples this invocation. */
    void send(InvocationBooks books, long startUnixMillis, Deadline deadline) {
        if (!config.traceSelf()) {
            return;
        }
        TraceHeader.current().ifPresent(header -> {
            byte[] body =
                    subsegment(header, books, startUnixMillis, System.currentTimeMillis(), ThreadLocalRandom.current());
            submit(body, deadline.within(LONGEST));
        });
    }

    static byte[] subsegment(
            TraceHeader header,
            InvocationBooks books,
            long startUnixMillis,
            long endUnixMillis,
            RandomGenerator random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("type", "subsegment");
            json.writeStringField("name", SELF.value());
            json.writeStringField("id", "%016x".formatted(random.nextLong()));
            json.writeStringField("trace_id", header.traceId());
            json.writeStringField("parent_id", header.parentId());
            json.writeNumberField("start_time", startUnixMillis / 1_000.0);
            json.writeNumberField("end_time", endUnixMillis / 1_000.0);
            json.writeObjectFieldStart("annotations");
            json.writeStringField("tenant", books.tenant().value());
            for (Metric metric :
                    List.of(Metric.DOCUMENTS, Metric.DELIVERED, Metric.UNFINISHED, Metric.THROTTLED_CALLS)) {
                json.writeNumberField(
                        metric.label(),
                        books.values().getOrDefault(metric, List.of(0L)).getFirst());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: cannot be
        }
        return body.toByteArray();
    }

    private void submit(byte[] body, Deadline deadline) {
        Document document = new Document(0, DocumentKind.XRAY_JSON, 0, body, 0, body.length);
        SegmentBlock block = new SegmentBlock(1, Origin.unknown(0), 0, List.of(), List.of(document));
        Batch batch = new Batch(List.of(new ReceivedDocument(0, block, document)));
        try {
            submitter.submit(List.of(batch), Destination.own(SELF), deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the answer is still to be written
        }
    }
}
