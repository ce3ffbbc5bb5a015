// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON encoding as protobuf. Ids are hex digits, enums are numbers, 64-bit integers are numbers or texts, unknown
 * members are passed over: OTLP specification 1.11.0, "JSON Protobuf Encoding", read 2026-11-27.
 */
public final class JsonRequest {

    private enum Type {
        MESSAGE,
        TEXT,
        HEX,
        BASE64,
        INTEGER,
        FLAG,
        FIXED64,
        FIXED32,
        DOUBLE
    }

    private record Member(int field, Type type, @Nullable Message message) {}

    /** The members of a message by name; filled after the messages that it refers to exist. */
    private static final class Message {
        private Map<String, Member> members = Map.of();
    }

    private static final Message REQUEST = new Message();
    private static final Message ANY_VALUE = new Message();

    static {
        Message keyValue = new Message();
        keyValue.members = Map.of("key", of(1, Type.TEXT), "value", of(2, ANY_VALUE));
        Message array = new Message();
        array.members = Map.of("values", of(1, ANY_VALUE));
        Message map = new Message();
        map.members = Map.of("values", of(1, keyValue));
        ANY_VALUE.members = Map.of(
                "stringValue", of(1, Type.TEXT),
                "boolValue", of(2, Type.FLAG),
                "intValue", of(3, Type.INTEGER),
                "doubleValue", of(4, Type.DOUBLE),
                "arrayValue", of(5, array),
                "kvlistValue", of(6, map),
                "bytesValue", of(7, Type.BASE64));
        Message resource = new Message();
        resource.members = Map.of("attributes", of(1, keyValue), "droppedAttributesCount", of(2, Type.INTEGER));
        Message scope = new Message();
        scope.members = Map.of(
                "name", of(1, Type.TEXT),
                "version", of(2, Type.TEXT),
                "attributes", of(3, keyValue),
                "droppedAttributesCount", of(4, Type.INTEGER));
        Message scopeSpans = new Message();
        scopeSpans.members =
                Map.of("scope", of(1, scope), "spans", of(2, span(keyValue)), "schemaUrl", of(3, Type.TEXT));
        Message resourceSpans = new Message();
        resourceSpans.members =
                Map.of("resource", of(1, resource), "scopeSpans", of(2, scopeSpans), "schemaUrl", of(3, Type.TEXT));
        REQUEST.members = Map.of("resourceSpans", of(1, resourceSpans));
    }

    private static Message span(Message keyValue) {
        Message event = new Message();
        event.members = Map.of(
                "timeUnixNano", of(1, Type.FIXED64),
                "name", of(2, Type.TEXT),
                "attributes", of(3, keyValue),
                "droppedAttributesCount", of(4, Type.INTEGER));
        Message link = new Message();
        link.members = Map.of(
                "traceId", of(1, Type.HEX),
                "spanId", of(2, Type.HEX),
                "traceState", of(3, Type.TEXT),
                "attributes", of(4, keyValue),
                "droppedAttributesCount", of(5, Type.INTEGER),
                "flags", of(6, Type.FIXED32));
        Message status = new Message();
        status.members = Map.of("message", of(2, Type.TEXT), "code", of(3, Type.INTEGER));
        Message span = new Message();
        span.members = Map.ofEntries(
                Map.entry("traceId", of(1, Type.HEX)),
                Map.entry("spanId", of(2, Type.HEX)),
                Map.entry("traceState", of(3, Type.TEXT)),
                Map.entry("parentSpanId", of(4, Type.HEX)),
                Map.entry("name", of(5, Type.TEXT)),
                Map.entry("kind", of(6, Type.INTEGER)),
                Map.entry("startTimeUnixNano", of(7, Type.FIXED64)),
                Map.entry("endTimeUnixNano", of(8, Type.FIXED64)),
                Map.entry("attributes", of(9, keyValue)),
                Map.entry("droppedAttributesCount", of(10, Type.INTEGER)),
                Map.entry("events", of(11, event)),
                Map.entry("droppedEventsCount", of(12, Type.INTEGER)),
                Map.entry("links", of(13, link)),
                Map.entry("droppedLinksCount", of(14, Type.INTEGER)),
                Map.entry("status", of(15, status)),
                Map.entry("flags", of(16, Type.FIXED32)));
        return span;
    }

    private static final JsonFactory JSON = JsonFactory.builder() // keeps no names of what it reads
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int MAX_DEPTH = 16 + 4 * Values.MAX_DEPTH;

    private final JsonParser parser;

    private JsonRequest(JsonParser parser) {
        this.parser = parser;
    }

    /** Whether a body is JSON: no protobuf request starts with a brace. */
    public static boolean isJson(byte[] bytes, int offset, int length) {
        return length > 0 && bytes[offset] == '{';
    }

    /**
     * The same request as protobuf.
     *
     * @throws MalformedException where it is not OTLP's JSON
     */
    public static byte[] toProtobuf(byte[] json, int offset, int length) {
        // of an array and an offset, a parser that keeps no names reads on behind the end: jackson-core 2.21
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(json, offset, length))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("the request is not a JSON object");
            }
            byte[] protobuf = new JsonRequest(parser).message(REQUEST, 0);
            if (parser.nextToken() != null) {
                throw new MalformedException("something follows the request");
            }
            return protobuf;
        } catch (JsonProcessingException e) {
            throw new MalformedException("the request is not well-formed JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read from anywhere
        }
    }

    private byte[] message(Message message, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("the request is nested too deeply");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Member member = message.members.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (member == null || token == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(out, member, depth);
                }
            } else {
                value(out, member, depth);
            }
        }
        return out.toByteArray();
    }

    private void value(ByteArrayOutputStream out, Member member, int depth) throws IOException {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (object != (member.type == Type.MESSAGE) || parser.currentToken() == JsonToken.START_ARRAY) {
            throw new MalformedException("a member has the wrong type");
        }
        if (member.message != null) {
            ProtobufOutput.message(out, member.field, message(member.message, depth + 1));
            return;
        }
        scalar(out, member.field, member.type, parser.getText());
    }

    private static void scalar(ByteArrayOutputStream out, int field, Type type, String text) {
        try {
            switch (type) {
                case TEXT -> ProtobufOutput.text(out, field, text);
                case HEX -> ProtobufOutput.message(out, field, HexFormat.of().parseHex(text));
                case BASE64 ->
                    ProtobufOutput.message(out, field, Base64.getDecoder().decode(text));
                case INTEGER -> ProtobufOutput.number(out, field, Long.parseLong(text));
                case FLAG -> ProtobufOutput.number(out, field, Boolean.parseBoolean(text) ? 1 : 0);
                case FIXED64 -> ProtobufOutput.fixed64(out, field, Long.parseUnsignedLong(text));
                case FIXED32 -> ProtobufOutput.fixed32(out, field, Integer.parseUnsignedInt(text));
                case DOUBLE -> ProtobufOutput.fixed64(out, field, Double.doubleToRawLongBits(Double.parseDouble(text)));
                case MESSAGE -> throw new MalformedException("a member has the wrong type");
            }
        } catch (IllegalArgumentException e) { // hex digits, base64 and numbers that are none
            throw new MalformedException("a member has a value that is not of its type");
        }
    }

    private static Member of(int field, Type type) {
        return new Member(field, type, null);
    }

    private static Member of(int field, Message message) {
        return new Member(field, Type.MESSAGE, message);
    }
}
