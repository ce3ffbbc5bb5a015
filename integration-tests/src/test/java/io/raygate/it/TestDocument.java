// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A segment made up for a test.
 *
 * @param body the document, JSON
 */
record TestDocument(String traceId, String id, String body) {

    /** So that a trace stays below 100 KB, which X-Ray guarantees to take. */
    private static final int DOCUMENTS_PER_TRACE = 100;

    /** Segments with ids of their own, 100 in each trace. */
    static List<TestDocument> numbered(int count) {
        List<TestDocument> documents = new ArrayList<>(count);
        String traceId = "";
        for (int i = 0; i < count; i++) {
            traceId = i % DOCUMENTS_PER_TRACE == 0 ? newTraceId() : traceId;
            documents.add(numbered(traceId, i));
        }
        return documents;
    }

    /** One segment in a trace of its own, its metadata filled up until the document has this many bytes. */
    static TestDocument ofSize(int bytes) {
        TestDocument plain = numbered(newTraceId(), 0);
        String head =
                plain.body().substring(0, plain.body().length() - 1) + ",\"metadata\":{\"default\":{\"filling\":\"";
        String tail = "\"}}}";
        return new TestDocument(
                plain.traceId(), plain.id(), head + "x".repeat(bytes - head.length() - tail.length()) + tail);
    }

    static String newTraceId() {
        return "1-%08x-%s%08x"
                .formatted(
                        Instant.now().getEpochSecond(),
                        newId(),
                        ThreadLocalRandom.current().nextInt());
    }

    private static TestDocument numbered(String traceId, int number) {
        String id = newId();
        double begin = System.currentTimeMillis() / 1_000.0;
        String body = String.format(
                Locale.ROOT,
                "{\"name\":\"load-%d\",\"id\":\"%s\",\"trace_id\":\"%s\",\"start_time\":%.3f,\"end_time\":%.3f,"
                        + "\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"http://load.example/items/%d\"},"
                        + "\"response\":{\"status\":200,\"content_length\":%d}},"
                        + "\"annotations\":{\"number\":%d},"
                        + "\"subsegments\":[{\"name\":\"items\",\"id\":\"%s\",\"start_time\":%.3f,\"end_time\":%.3f,"
                        + "\"namespace\":\"aws\",\"aws\":{\"operation\":\"GetItem\",\"table_name\":\"items\"}}]}",
                number % 4,
                id,
                traceId,
                begin,
                begin + 0.02,
                number,
                number % 999,
                number,
                newId(),
                begin,
                begin + 0.01);
        return new TestDocument(traceId, id, body);
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
