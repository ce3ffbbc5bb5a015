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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            // Processes that SnapStart copied would draw the same numbers from a seed of before.
            RandomGenerator random = new SecureRandom();
            byte[] body = subsegment(header, books, startUnixMillis, System.currentTimeMillis(), random);
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

    /**
     * The trace that Lambda records of an invocation, where it is sampled: {@code Root=...;Parent=...;Sampled=1} (X-Ray
     * developer guide, "Tracing header", read 2026-11-22).
     */
    record TraceHeader(String traceId, String parentId) {

        private static final Pattern ROOT = Pattern.compile("(?:^|;)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)");
        private static final Pattern PARENT = Pattern.compile("(?:^|;)Parent=([0-9a-f]{16})(?:;|$)");
        private static final Pattern SAMPLED = Pattern.compile("(?:^|;)Sampled=1(?:;|$)");

        /** Empty where the invocation is not sampled, or the header is not one. */
        static Optional<TraceHeader> parse(String header) {
            Matcher root = ROOT.matcher(header);
            Matcher parent = PARENT.matcher(header);
            if (!SAMPLED.matcher(header).find() || !root.find() || !parent.find()) {
                return Optional.empty();
            }
            return Optional.of(new TraceHeader(root.group(1), parent.group(1)));
        }

        /** Of this invocation: Lambda's Java runtime and Quarkus' loop set the property, other runtimes the variable. */
        static Optional<TraceHeader> current() {
            String property = System.getProperty("com.amazonaws.xray.traceHeader");
            String header = property == null ? System.getenv("_X_AMZN_TRACE_ID") : property;
            return header == null ? Optional.empty() : parse(header);
        }
    }
}
