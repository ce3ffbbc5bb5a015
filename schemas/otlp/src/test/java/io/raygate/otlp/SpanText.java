// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import com.google.protobuf.ByteString;
import io.raygate.otlp.oracle.AnyValue;
import io.raygate.otlp.oracle.ArrayValue;
import io.raygate.otlp.oracle.Event;
import io.raygate.otlp.oracle.KeyValue;
import io.raygate.otlp.oracle.Link;
import io.raygate.otlp.oracle.Request;
import io.raygate.otlp.oracle.Resource;
import io.raygate.otlp.oracle.ResourceSpans;
import io.raygate.otlp.oracle.Scope;
import io.raygate.otlp.oracle.ScopeSpans;
import io.raygate.otlp.oracle.SpanMessage;
import io.raygate.otlp.oracle.StatusMessage;
import java.util.HexFormat;
import java.util.List;

/**
 * A span as the documentation writes it: {@code client}, {@code child}, {@code http.request.method=GET}. The first part is
 * the kind; what each other part is stands in {@code docs/otlp-mapping.md}.
 */
final class SpanText {

    static final String TRACE = "5759e988bd862e3fe1be46a994272793";
    static final String SPAN = "53995c3f42cd8ad8";
    static final String PARENT = "70de5b6f19ff9a0a";

    private static final List<String> KINDS =
            List.of("unspecified", "internal", "server", "client", "producer", "consumer");

    private final SpanMessage.Builder span = SpanMessage.newBuilder()
            .setTraceId(bytes(TRACE))
            .setSpanId(bytes(SPAN))
            .setName("work")
            .setStartNanos(1_795_680_061_000_000_001L)
            .setEndNanos(1_795_680_061_250_000_000L);
    private final Resource.Builder resource = Resource.newBuilder();

    private SpanText() {}

    /** A request of one span, with a service called {@code shop}. */
    static byte[] request(String... parts) {
        return message(parts).toByteArray();
    }

    static Request message(String... parts) {
        SpanText text = new SpanText();
        text.resource.addAttributes(pair("service.name=shop"));
        text.span.setKind(KINDS.indexOf(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            text.add(parts[i]);
        }
        return Request.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(text.resource)
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(Scope.newBuilder().setName("lib").setVersion("1"))
                                .addSpans(text.span)))
                .build();
    }

    private void add(String part) {
        int colon = part.indexOf(": ");
        String value = colon < 0 ? "" : part.substring(colon + 2);
        switch (colon < 0 ? part : part.substring(0, colon)) {
            case "child" -> span.setParentSpanId(bytes(PARENT)).setFlags(0x101);
            case "remote child" -> span.setParentSpanId(bytes(PARENT)).setFlags(0x301);
            case "open" -> span.setEndNanos(0);
            case "ok" -> span.setStatus(StatusMessage.newBuilder().setCode(1));
            case "error" -> span.setStatus(StatusMessage.newBuilder().setCode(2).setMessage(value));
            case "name" -> span.setName(value);
            case "state" -> span.setTraceState(value);
            case "resource" -> resource.addAttributes(pair(value));
            case "link" ->
                span.addLinks(Link.newBuilder()
                        .setTraceId(bytes(value.substring(0, 32)))
                        .setSpanId(bytes(value.substring(33))));
            case "event" -> event(value);
            default -> span.addAttributes(pair(part));
        }
    }

    /** {@code name; key=value; key=value}; {@code \n} is a line break. */
    private void event(String text) {
        String[] parts = text.split("; ", -1);
        Event.Builder event =
                Event.newBuilder().setTimeNanos(1_795_680_061_100_000_000L).setName(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            event.addAttributes(pair(parts[i].replace("\\n", "\n").replace("\\t", "\t")));
        }
        span.addEvents(event);
    }

    private static KeyValue pair(String text) {
        int equals = text.indexOf('=');
        return KeyValue.newBuilder()
                .setKey(text.substring(0, equals))
                .setValue(value(text.substring(equals + 1)))
                .build();
    }

    private static AnyValue value(String text) {
        AnyValue.Builder value = AnyValue.newBuilder();
        if (text.startsWith("[")) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
                array.addValues(value(item));
            }
            return value.setArray(array).build();
        }
        if (text.matches("-?[0-9]{1,18}")) {
            return value.setInteger(Long.parseLong(text)).build();
        }
        if (text.equals("true") || text.equals("false")) {
            return value.setFlag(Boolean.parseBoolean(text)).build();
        }
        return value.setText(text.startsWith("'") ? text.substring(1, text.length() - 1) : text)
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
