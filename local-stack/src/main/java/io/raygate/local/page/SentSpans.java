// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.block.Document;
import io.raygate.local.page.SentDocument.SpanOrigin;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.MalformedException;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the spans of one trace as the gateway does, by the rules of no tenant: annotations that a policy chooses are
 * still metadata. Not thread-safe.
 */
final class SentSpans {

    private static final int MAX_SPANS = TranslationRules.DEFAULT.maxSpans();

    private final SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);
    private final String trace;

    /** @param traceId as X-Ray writes it */
    SentSpans(String traceId) {
        this.trace = traceId.substring(2).replace("-", "");
    }

    /** The documents of those spans that belong to the trace; empty where the request cannot be read. */
    List<SentDocument> of(Document request, String sender) {
        try {
            byte[] body = request.body();
            if (!mayHold(body)) {
                return List.of();
            }
            byte[] protobuf =
                    JsonRequest.isJson(body, 0, body.length) ? JsonRequest.toProtobuf(body, 0, body.length) : body;
            return translated(TraceRequest.read(protobuf, 0, protobuf.length, MAX_SPANS), sender);
        } catch (MalformedException e) {
            return List.of(); // the gateway has refused it
        }
    }

    /** Without opening a span: most requests hold none of the trace. */
    private boolean mayHold(byte[] body) {
        if (JsonRequest.isJson(body, 0, body.length)) {
            return new String(body, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains(trace);
        }
        return new String(body, StandardCharsets.ISO_8859_1)
                .contains(new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1));
    }

    private List<SentDocument> translated(TraceRequest request, String sender) {
        Map<String, Span> spans = new HashMap<>();
        Set<TraceRequest.SpanSlice> slices = new LinkedHashSet<>();
        for (TraceRequest.SpanSlice slice : request.spans()) {
            span(request, slice).filter(span -> span.traceId().equals(trace)).ifPresent(span -> {
                spans.put(span.id(), span);
                slices.add(slice);
            });
        }
        byte[] wanted = request.only(slices);
        return translator.translate(wanted, 0, wanted.length, sender) instanceof Translation.Translated translated
                ? documents(translated, spans)
                : List.of();
    }

    private static Optional<Span> span(TraceRequest request, TraceRequest.SpanSlice slice) {
        try {
            return Optional.of(request.span(slice));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static List<SentDocument> documents(Translation.Translated translated, Map<String, Span> spans) {
        List<SentDocument> documents = new ArrayList<>();
        for (int at = 0; at < translated.documents().size(); at++) {
            boolean service = translated.second().contains(at + 1);
            byte[] named = translated.documents().get(service ? at + 1 : at);
            Optional<SpanOrigin> origin = Optional.ofNullable(spans.get(id(named)))
                    .map(span -> new SpanOrigin(span.name(), span.kind().name().toLowerCase(Locale.ROOT), service));
            documents.add(new SentDocument(translated.documents().get(at), origin));
        }
        return documents;
    }

    /** Of the document that has the span's own id. */
    private static String id(byte[] document) {
        try {
            JsonNode read = RestJson.read(document);
            return read.path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("The translator wrote no JSON", e);
        }
    }
}
