// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.read.TraceRequest;
import io.raygate.otlp.read.TraceRequest.SpanSlice;
import java.util.LinkedHashSet;
import java.util.List;

/** Takes apart requests that {@link SpanExporter} has made. */
public final class SpanRequests {

    private SpanRequests() {}

    /** Two requests with half of the spans each; the request itself where it has one span. */
    public static List<byte[]> halves(byte[] request, int offset, int length) {
        TraceRequest read = TraceRequest.read(request, offset, length, Integer.MAX_VALUE);
        List<SpanSlice> spans = read.spans();
        if (spans.size() < 2) {
            return List.of(read.only(new LinkedHashSet<>(spans)));
        }
        int middle = spans.size() / 2;
        return List.of(
                read.only(new LinkedHashSet<>(spans.subList(0, middle))),
                read.only(new LinkedHashSet<>(spans.subList(middle, spans.size()))));
    }

    /** A request of the first span alone. */
    public static byte[] first(byte[] request, int offset, int length) {
        TraceRequest read = TraceRequest.read(request, offset, length, 1);
        return read.only(new LinkedHashSet<>(read.spans()));
    }
}
