// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Requests of spans, for tests. */
public final class SpanDocuments {

    private SpanDocuments() {}

    /** A request for the OTLP endpoint with spans of these names, in protobuf. */
    public static ReceivedDocument of(int record, String... names) {
        String[] spans = IntStream.range(0, names.length)
                .mapToObj(at -> Events.spanOnly(
                                "4efaaf4d1e8720b39541901950019ee5", "%08x%08x".formatted(record + 1, at + 1))
                        .replace("\"name\":\"GET\"", "\"name\":\"" + names[at] + "\""))
                .toArray(String[]::new);
        byte[] json = Events.request(spans).getBytes(StandardCharsets.UTF_8);
        byte[] body = JsonRequest.toProtobuf(json, 0, json.length);
        Document document = new Document(0, DocumentKind.OTLP_TRACES, 1, body, 0, body.length);
        SegmentBlock block = new SegmentBlock(1, Origin.unknown(1), record, List.of(), List.of(document));
        return new ReceivedDocument(record, block, document).withSpans(names.length, DeliveryTarget.OTLP);
    }

    /** The names of the spans in a document. */
    public static List<String> names(ReceivedDocument received) {
        Document body = received.document();
        TraceRequest request = TraceRequest.read(body.content(), body.offset(), body.length(), Integer.MAX_VALUE);
        return request.spans().stream().map(request::span).map(Span::name).toList();
    }
}
