// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.gateway.decode.KinesisRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Kinesis events and their parts, for tests. */
public final class Events {

    private static final String STREAM_ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop";

    private Events() {}

    /** A segment document that X-Ray takes. */
    public static String segment(int number) {
        return "{\"name\":\"checkout\",\"id\":\"%016x\",\"trace_id\":\"1-6a1b2c3d-%024x\",\"start_time\":1.5,\"end_time\":2.5}"
                .formatted(number, number);
    }

    /** The data of a record: one block with these documents. */
    public static byte[] block(List<String> documents) {
        try (BlockWriter writer = new BlockWriter(Origin.unknown(1), 4 << 20, 1)) {
            for (String document : documents) {
                writer.append(0, DocumentKind.XRAY_JSON, 1, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)));
            }
            return writer.seal().frame();
        }
    }

    /** A record with these documents. */
    public static KinesisRecord record(int number, List<String> documents) {
        return new KinesisRecord(sequenceNumber(number), block(documents));
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
