// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import com.google.protobuf.ByteString;
import io.raygate.otlp.oracle.AnyValue;
import io.raygate.otlp.oracle.ArrayValue;
import io.raygate.otlp.oracle.Event;
import io.raygate.otlp.oracle.KeyValue;
import io.raygate.otlp.oracle.Link;
import io.raygate.otlp.oracle.Members;
import io.raygate.otlp.oracle.Request;
import io.raygate.otlp.oracle.Resource;
import io.raygate.otlp.oracle.ResourceSpans;
import io.raygate.otlp.oracle.Scope;
import io.raygate.otlp.oracle.ScopeSpans;
import io.raygate.otlp.oracle.SpanMessage;
import io.raygate.otlp.oracle.StatusMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests of spans, most of whose attributes mean something to the translation. */
public final class RandomRequests {

    private final Random random;

    public RandomRequests(Random random) {
        this.random = random;
    }

    /** One more request. */
    public Request next() {
        Request.Builder request = Request.newBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ResourceSpans.Builder resource = ResourceSpans.newBuilder();
            resource.setResource(Resource.newBuilder().addAllAttributes(attributes()));
            for (int j = random.nextInt(3); j >= 0; j--) {
                ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                        .setScope(Scope.newBuilder().setName(text()).setVersion(text()));
                for (int k = random.nextInt(4); k > 0; k--) {
                    scope.addSpans(span());
                }
                resource.addScopeSpans(scope);
            }
            request.addResourceSpans(resource);
        }
        return request.build();
    }

    private SpanMessage span() {
        SpanMessage.Builder span = SpanMessage.newBuilder()
                .setTraceId(bytes(16))
                .setSpanId(bytes(8))
                .setParentSpanId(random.nextBoolean() ? ByteString.EMPTY : bytes(8))
                .setTraceState(text())
                .setName(text())
                .setKind(random.nextInt(6))
                .setStartNanos(random.nextLong())
                .setEndNanos(random.nextLong())
                .setFlags(random.nextInt(0x400))
                .setDroppedAttributes(random.nextInt(3))
                .addAllAttributes(attributes());
        for (int i = random.nextInt(3); i > 0; i--) {
            span.addEvents(Event.newBuilder()
                    .setTimeNanos(random.nextLong())
                    .setName(random.nextBoolean() ? "exception" : text())
                    .addAllAttributes(attributes()));
            span.addLinks(
                    Link.newBuilder().setTraceId(bytes(16)).setSpanId(bytes(8)).addAllAttributes(attributes()));
        }
        return span.setStatus(
                        StatusMessage.newBuilder().setCode(random.nextInt(3)).setMessage(text()))
                .build();
    }

    private List<KeyValue> attributes() {
        List<KeyValue> attributes = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            attributes.add(
                    KeyValue.newBuilder().setKey(key()).setValue(anyValue(3)).build());
        }
        return attributes;
    }

    private AnyValue anyValue(int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> value.setText(text()).build();
            case 1 -> value.setInteger(random.nextLong()).build();
            case 2 -> value.setFlag(random.nextBoolean()).build();
            case 3 -> value.setDecimal(random.nextDouble()).build();
            case 4 -> value.setBinary(bytes(random.nextInt(9))).build();
            case 5 ->
                value.setArray(ArrayValue.newBuilder()
                                .addValues(anyValue(depth - 1))
                                .addValues(anyValue(depth - 1)))
                        .build();
            case 6 ->
                value.setMembers(Members.newBuilder()
                                .addValues(KeyValue.newBuilder().setKey(key()).setValue(anyValue(depth - 1))))
                        .build();
            default -> value.build();
        };
    }

    private String key() {
        List<String> keys = List.of(
                "http.request.method",
                "url.full",
                "db.system",
                "db.namespace",
                "server.address",
                "rpc.method",
                "rpc.system",
                "aws.xray.annotations",
                "aws.xray.metadata.x",
                "exception.stacktrace",
                "error.type",
                "aws.remote.service");
        return random.nextInt(4) == 0 ? text() : keys.get(random.nextInt(keys.size()));
    }

    private String text() {
        List<String> texts = List.of(
                "", "GET", "aws-api", "a\"b\\c\n", "\u00e9\ud83d\ude80", "https://h:1/p?q", "{\"a\":1}", "S3/Get");
        return texts.get(random.nextInt(texts.size()));
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
