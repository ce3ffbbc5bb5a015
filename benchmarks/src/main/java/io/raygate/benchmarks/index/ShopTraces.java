// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.index;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Traces of five documents each: a shop that asks three services, one of which asks a fourth; with the same seed the same. */
final class ShopTraces {

    static final int DOCUMENTS = 5;

    private static final String[] SERVICES = {"shop", "stock", "payment", "shipping", "ledger"};
    private static final long EPOCH = 1_790_000_000L;

    private final Random random = new Random(1);

    /** The documents of the trace with that number. */
    byte[][] next(int number) {
        String trace = "1-%08x-%024x".formatted(EPOCH + number / 100, number);
        double start = EPOCH + number / 100.0;
        boolean fails = random.nextInt(100) == 0;
        byte[][] documents = new byte[DOCUMENTS][];
        for (int i = 0; i < DOCUMENTS; i++) {
            documents[i] = document(trace, number, i, start, fails).getBytes(StandardCharsets.UTF_8);
        }
        return documents;
    }

    private String document(String trace, int number, int service, double start, boolean fails) {
        double seconds = 0.02 + random.nextDouble() / (1 + service);
        int parent = service == 4 ? 1 : 0;
        String parentId = service == 0 ? "" : "\"parent_id\":\"%s\",".formatted(id(number, parent, service));
        String calls = switch (service) {
            case 0 -> call(number, 0, 1, start) + "," + call(number, 0, 2, start) + "," + call(number, 0, 3, start);
            case 1 -> call(number, 1, 4, start) + "," + table(number, start);
            default -> table(number, start);
        };
        return """
                {"trace_id":"%s","id":"%s",%s"name":"%s","origin":"AWS::EKS::Container","start_time":%.6f,"end_time":%.6f,\
                "user":"user-%d",%s"http":{"request":{"method":"GET","url":"http://shop.example/v2/items/%d",\
                "client_ip":"10.0.%d.%d","user_agent":"Mozilla/5.0 (X11; Linux x86_64)"},"response":{"status":%d}},\
                "annotations":{"tenant":"tenant-%d","tier":"%s","items":%d},\
                "aws":{"ec2":{"availability_zone":"eu-west-1%c","instance_id":"i-%04d"}},"subsegments":[%s]}""".formatted(
                        trace,
                        id(number, service, 0),
                        parentId,
                        SERVICES[service],
                        start,
                        start + seconds,
                        random.nextInt(5_000),
                        fails
                                ? "\"fault\":true,\"cause\":{\"exceptions\":[{\"id\":\"%s\",\"type\":\"Timeout\",\"message\":\"no answer\"}]},"
                                        .formatted(id(number, service, 9))
                                : "",
                        random.nextInt(500),
                        random.nextInt(255),
                        random.nextInt(255),
                        fails ? 500 : 200,
                        random.nextInt(50),
                        random.nextInt(10) == 0 ? "gold" : "free",
                        random.nextInt(20),
                        (char) ('a' + random.nextInt(3)),
                        random.nextInt(200),
                        calls);
    }

    private static String call(int number, int from, int to, double start) {
        return """
                {"id":"%s","name":"%s:8080","namespace":"remote","start_time":%.6f,"end_time":%.6f,\
                "http":{"request":{"method":"GET","url":"http://%s:8080/"},"response":{"status":200}}}""".formatted(id(number, from, to), SERVICES[to], start + 0.001, start + 0.019, SERVICES[to]);
    }

    private static String table(int number, double start) {
        return """
                {"id":"%s","name":"DynamoDB","namespace":"aws","start_time":%.6f,"end_time":%.6f,\
                "aws":{"operation":"GetItem","table_name":"items","region":"eu-west-1"}}""".formatted(id(number, 15, 7), start + 0.002, start + 0.012);
    }

    private static String id(int number, int service, int call) {
        return "%012x%02x%02x".formatted(number, service + 1, call);
    }
}
