// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.gateway.decode.KinesisRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Kinesis events and their parts, for tests. */
public final class Events {

    private static final AtomicLong PRODUCERS = new AtomicLong();

    private static final String STREAM_ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    /** A segment document that X-Ray takes. */
    public static String segment(int number) {
        return "{\"name\":\"checkout\",\"id\":\"%016x\",\"trace_id\":\"1-6a1b2c3d-%024x\",\"start_time\":1.5,\"end_time\":2.5}"
                .formatted(number, number);
    }

    /** The data of a record: one block with these documents. */
    public static byte[] block(List<String> documents) {
        return block(origin(), documents);
    }

    /** One that has sent nothing yet, so that no block of it is another's repetition. */
    static long newProducer() {
        return PRODUCERS.incrementAndGet();
    }

    private static Origin origin() {
        return Origin.unknown(newProducer());
    }

    /** The data of a record: one block of that origin. */
    public static byte[] block(Origin origin, List<String> documents) {
        try (BlockWriter writer = new BlockWriter(origin, 4 << 20, 1)) {
            for (String document : documents) {
                writer.append(0, DocumentKind.XRAY_JSON, 1, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)));
            }
            return writer.seal().frame();
        }
    }

    /** The data of a record: one block with these requests of spans. */
    public static byte[] spans(List<String> requests) {
        try (BlockWriter writer = new BlockWriter(origin(), 4 << 20, 1)) {
            for (String request : requests) {
                writer.append(
                        0, DocumentKind.OTLP_TRACES, 1, ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            }
            return writer.seal().frame();
        }
    }

    /** A request of one span in OTLP's JSON. */
    public static String span(String traceId, String spanId) {
        return request(spanOnly(traceId, spanId));
    }

    /** A request of these spans. */
    public static String request(String... spans) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                + "{\"stringValue\":\"cart\"}}]},\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}";
    }

    /** A span to be part of a request. */
    public static String spanOnly(String traceId, String spanId) {
        return "{\"traceId\":\"" + traceId + "\",\"spanId\":\"" + spanId + "\",\"kind\":2,\"name\":\"GET\","
                + "\"startTimeUnixNano\":\"1795680061000000001\",\"endTimeUnixNano\":\"1795680061250000000\"}";
    }

    /** A record with these documents. */
    public static KinesisRecord record(int number, List<String> documents) {
        return new KinesisRecord(number, sequenceNumber(number), block(documents));
    }

    /** What {@link #json} gives the record at this position. */
    public static String sequenceNumber(int number) {
        return "49590338271490256608559692538361571095921575989136588%03d".formatted(number);
    }

    /** The event as Lambda sends it. */
    public static String json(List<byte[]> records) {
        int[] number = {0};
        return records.stream()
                .map(data -> json(number[0]++, data))
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    /** The event that Lambda sends for a queue with these messages: message-0, message-1 and so on. */
    public static String sqsJson(List<String> bodies) {
        return sqsJson("quarantine", bodies);
    }

    /** The same for a queue of that name. */
    public static String sqsJson(String queue, List<String> bodies) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < bodies.size(); i++) {
            records.addObject()
                    .put("messageId", "message-" + i)
                    .put("receiptHandle", "AQEB")
                    .put("body", bodies.get(i))
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:eu-west-1:111122223333:" + queue)
                    .putObject("attributes")
                    .put("ApproximateReceiveCount", "1");
        }
        return event.toString();
    }

    private static String json(int number, byte[] data) {
        return """
                {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k%d","sequenceNumber":"%s","data":"%s",                "approximateArrivalTimestamp":1545084650.987},"eventSource":"aws:kinesis","eventVersion":"1.0",                "eventID":"shardId-000000000006:%s","eventName":"aws:kinesis:record",                "invokeIdentityArn":"arn:aws:iam::111122223333:role/gateway","awsRegion":"eu-west-1",                "eventSourceARN":"%s"}""".formatted(
                        number,
                        sequenceNumber(number),
                        Base64.getEncoder().encodeToString(data),
                        sequenceNumber(number),
                        STREAM_ARN);
    }
}
