// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Reading;
import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.SegmentReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Segment documents for tests. All times are seconds after {@link #EPOCH}. */
public final class Documents {

    public static final long EPOCH = 1_700_000_000L;
    public static final String TRACE = "1-6553f100-000000000000000000000001";

    private Documents() {}

    public static String traceId(int number) {
        return "1-6553f100-%024x".formatted(number);
    }

    public static String id(int number) {
        return "%016x".formatted(number);
    }

    /** @param more further members, each followed by a comma */
    public static String segment(String traceId, int id, String name, double start, double end, String more) {
        return """
                {%s"trace_id":"%s","id":"%s","name":"%s","start_time":%s,"end_time":%s}""".formatted(more, traceId, id(id), name, EPOCH + start, EPOCH + end);
    }

    public static String segment(String traceId, int id, String name) {
        return segment(traceId, id, name, 0, 1, "");
    }

    public static String inProgress(String traceId, int id, String name) {
        return """
                {"trace_id":"%s","id":"%s","name":"%s","start_time":%d,"in_progress":true}""".formatted(traceId, id(id), name, EPOCH);
    }

    public static String subsegment(int id, String name, String more) {
        return """
                {%s"id":"%s","name":"%s","start_time":%s,"end_time":%s}""".formatted(more, id(id), name, EPOCH + 0.25, EPOCH + 0.75);
    }

    public static String subsegments(String... subsegments) {
        return "\"subsegments\":[" + String.join(",", subsegments) + "],";
    }

    public static String parent(int id) {
        return "\"parent_id\":\"" + id(id) + "\",";
    }

    public static SegmentDocument read(String document) {
        return switch (SegmentReader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Accepted(SegmentDocument accepted) -> accepted;
            case Reading.Refused refused -> throw new AssertionError(refused);
        };
    }

    public static Trace trace(String... documents) {
        List<SegmentDocument> read = Stream.of(documents).map(Documents::read).toList();
        return Trace.of(read.getFirst().identity().traceId(), 1, documents.length, EPOCH + 10, read);
    }
}
