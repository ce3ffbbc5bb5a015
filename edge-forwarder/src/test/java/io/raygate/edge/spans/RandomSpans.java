// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Requests of all shapes that the encodings allow: fields in any order, unknown ones, several resources, empty scopes. */
final class RandomSpans {

    private static final HexFormat HEX = HexFormat.of();

    private final Random random;

    RandomSpans(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    byte[] protobuf() {
        List<byte[]> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(field(1, resourceSpans()));
        }
        if (random.nextInt(5) == 0) {
            fields.add(field(77, text().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return shuffled(fields);
    }

    private byte[] resourceSpans() {
        List<byte[]> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(field(2, scopeSpans()));
        }
        Resource.Builder resource = Resource.newBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            resource.addAttributes(attribute());
        }
        fields.add(ResourceSpans.newBuilder().setResource(resource).build().toByteArray());
        fields.add(ResourceSpans.newBuilder().setSchemaUrl(text()).build().toByteArray());
        return shuffled(fields);
    }

    private byte[] scopeSpans() {
        List<byte[]> fields = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            fields.add(field(2, span()));
        }
        var scope = InstrumentationScope.newBuilder().setName(text()).addAttributes(attribute());
        fields.add(ScopeSpans.newBuilder().setScope(scope).build().toByteArray());
        fields.add(ScopeSpans.newBuilder().setSchemaUrl(text()).build().toByteArray());
        return shuffled(fields);
    }

    private byte[] span() {
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(bytes(16)))
                .setSpanId(ByteString.copyFrom(bytes(8)))
                .setName(text())
                .setStartTimeUnixNano(random.nextLong())
                .setStatus(Status.newBuilder().setMessage(text()));
        for (int i = random.nextInt(4); i > 0; i--) {
            span.addAttributes(attribute());
        }
        return span.build().toByteArray();
    }

    private KeyValue attribute() {
        return KeyValue.newBuilder()
                .setKey(text())
                .setValue(AnyValue.newBuilder().setStringValue(text()))
                .build();
    }

    JsonObject json() {
        JsonObject request = new JsonObject();
        JsonArray resources = new JsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            resources.add(jsonResource());
        }
        return shuffled(request.put("resourceSpans", resources).put(text(), text()));
    }

    private JsonObject jsonResource() {
        JsonArray scopes = new JsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            scopes.add(jsonScope());
        }
        return shuffled(new JsonObject()
                .put("resource", new JsonObject().put("attributes", new JsonArray().add(jsonAttribute())))
                .put("schemaUrl", text())
                .put("scopeSpans", scopes));
    }

    private JsonObject jsonScope() {
        JsonArray spans = new JsonArray();
        for (int i = random.nextInt(8); i > 0; i--) {
            spans.add(shuffled(new JsonObject()
                    .put("traceId", HEX.formatHex(bytes(16)))
                    .put("spanId", HEX.formatHex(bytes(8)))
                    .put("name", text())
                    .put("attributes", new JsonArray().add(jsonAttribute()))
                    .put("kind", random.nextInt(6))
                    .put("startTimeUnixNano", random.nextLong())));
        }
        return shuffled(new JsonObject()
                .put("scope", new JsonObject().put("name", text()))
                .put("number", random.nextInt())
                .putNull("nothing")
                .put("spans", spans));
    }

    private JsonObject jsonAttribute() {
        return new JsonObject().put("key", text()).put("value", new JsonObject().put("stringValue", text()));
    }

    private JsonObject shuffled(JsonObject object) {
        List<String> names = new ArrayList<>(object.fieldNames());
        Collections.shuffle(names, random);
        JsonObject shuffled = new JsonObject();
        names.forEach(name -> shuffled.put(name, object.getValue(name)));
        return shuffled;
    }

    private byte[] shuffled(List<byte[]> fields) {
        Collections.shuffle(fields, random);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] field(int number, byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(out);
            coded.writeByteArray(number, message);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private String text() {
        String letters = "a\"b\\c\né\ud83d\ude80,]}{[: ";
        int end = letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())));
        return letters.substring(0, end).repeat(random.nextInt(5));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
