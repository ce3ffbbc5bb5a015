// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Events of a Kinesis stream with blocks of segments: requests with calls, queries, annotations, and now and then an error. */
final class RehearsalEvents {

    private static final int BLOCKS = 4;
    private static final int SEGMENTS_PER_BLOCK = 90;
    private static final long RECEIVED_NANOS = 1_795_310_446_350_000_000L;
    private static final double RECEIVED_SECONDS = 1_795_310_446.35;
    private static final int BLOCK_BYTES = 1 << 20;

    private RehearsalEvents() {}

    static byte[] event(int number) {
        Random random = new Random(number);
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int block = 0; block < BLOCKS; block++) {
            json.append(block == 0 ? "" : ",").append(record(number * BLOCKS + block, block(random)));
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String record(int sequence, byte[] block) {
        return """
            {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k","sequenceNumber":"%d","data":"%s",\
            "approximateArrivalTimestamp":1795310446.350},"eventSource":"aws:kinesis","eventVersion":"1.0",\
            "eventID":"shardId-000000000000:%d","eventName":"aws:kinesis:record","awsRegion":"eu-west-1",\
            "eventSourceARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/raygate-rehearsal"}\
            """.formatted(sequence, Base64.getEncoder().encodeToString(block), sequence);
    }

    private static byte[] block(Random random) {
        Origin origin = new Origin(
                "rehearsal", "eu-west-1", "000000000000", "node", "eu-west-1a", "i-0", "1", random.nextLong());
        try (BlockWriter writer = new BlockWriter(origin, BLOCK_BYTES, 3)) {
            int pod = writer.addWorkload(new Workload(
                    "10.0.0.1",
                    "shop",
                    "shop-7d9c5b8f4d-x2v9q",
                    "",
                    "shop",
                    "app",
                    "4f1c0ad3c9be",
                    "shop:7",
                    Map.of()));
            for (int i = 0; i < SEGMENTS_PER_BLOCK; i++) {
                byte[] segment = segment(random).getBytes(StandardCharsets.UTF_8);
                writer.append(pod, DocumentKind.XRAY_JSON, RECEIVED_NANOS, ByteBuffer.wrap(segment));
            }
            return writer.seal().frame();
        }
    }

    private static String segment(Random random) {
        double start = RECEIVED_SECONDS - random.nextInt(10_000) / 1e4 - 1;
        double end = start + random.nextInt(1_000) / 1e4;
        int status = random.nextInt(10) == 0 ? 500 : 200;
        StringBuilder calls = new StringBuilder();
        for (int call = random.nextInt(4); call >= 0; call--) {
            calls.append(calls.isEmpty() ? "" : ",")
                    .append(
                            switch (random.nextInt(3)) {
                                case 0 ->
                                    subsegment(
                                            random,
                                            start,
                                            end,
                                            "stock",
                                            text("""
                                                "namespace":"remote","http":{"request":{"method":"GET","url":"https://stock.example/items/%d"},\
                                                "response":{"status":%d,"content_length":%d}}\
                                                """, random.nextInt(9_999), status, random.nextInt(9_999)));
                                case 1 ->
                                    subsegment(
                                            random,
                                            start,
                                            end,
                                            "DynamoDB",
                                            text("""
                                                "namespace":"aws","aws":{"operation":"PutItem","region":"eu-west-1","table_name":"orders",\
                                                "request_id":"%X","retries":%d}\
                                                """, random.nextLong(), random.nextInt(2)));
                                default -> subsegment(random, start, end, "orders@db.example", """
                                    "namespace":"remote","sql":{"url":"jdbc:postgresql://db.example/orders","user":"shop",\
                                    "sanitized_query":"SELECT \\"id\\" FROM orders WHERE total > ?"}\
                                    """);
                            });
        }
        return text(
                """
                {"name":"shop","id":"%016x","trace_id":"1-%08x-%024x","start_time":%.4f,"end_time":%.4f,\
                "origin":"AWS::EKS::Container","service":{"version":"1.%d"},"user":"u%d",\
                "http":{"request":{"method":"POST","url":"https://shop.example/checkout?cart=%d","client_ip":"10.1.%d.7",\
                "user_agent":"Mozilla/5.0 (X11; Linux) \\u00fcber"},"response":{"status":%d,"content_length":%d}},%s\
                "annotations":{"customer":"c-%d","paid":%s,"total":%d.%02d},\
                "metadata":{"default":{"note":"first\\n\\"second\\" – third","items":[%d,2,3],"empty":null}},\
                "subsegments":[%s]}\
                """,
                random.nextLong(),
                (long) start,
                random.nextLong() & Long.MAX_VALUE,
                start,
                end,
                random.nextInt(9),
                random.nextInt(999),
                random.nextInt(99_999),
                random.nextInt(255),
                status,
                random.nextInt(99_999),
                status == 500 ? fault(random) : "",
                random.nextInt(999),
                random.nextBoolean(),
                random.nextInt(999),
                random.nextInt(99),
                random.nextInt(9),
                calls);
    }

    private static String subsegment(Random random, double start, double end, String name, String rest) {
        return text(
                "{\"name\":\"%s\",\"id\":\"%016x\",\"start_time\":%.4f,\"end_time\":%.4f,%s}",
                name, random.nextLong(), start, end, rest);
    }

    private static String fault(Random random) {
        return text("""
            "fault":true,"cause":{"working_directory":"/app","exceptions":[{"id":"%016x","type":"java.io.IOException",\
            "message":"connection reset","remote":false,"stack":[{"path":"Pool.java","line":%d,"label":"take"}]}]},\
            """, random.nextLong(), random.nextInt(999));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
