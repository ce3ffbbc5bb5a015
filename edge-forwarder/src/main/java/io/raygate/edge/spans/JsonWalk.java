// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import java.io.IOException;

/**
 * Walks over a request in OTLP's JSON encoding: OTLP specification 1.11.0, "JSON Protobuf Encoding", read 2026-11-27. A
 * member that is not on the way to the spans is passed over, whatever it holds. Allocates for each span that it notes.
 */
final class JsonWalk {

    private static final String RESOURCE_SPANS = "resourceSpans";
    private static final String SCOPE_SPANS = "scopeSpans";
    private static final String SPANS = "spans";
    private static final String TRACE_ID = "traceId";

    private final UntrustedJson json = new UntrustedJson(Integer.MAX_VALUE);

    /** True where the bytes are not UTF-8 but a wider encoding, which the parser would read too, at other offsets. */
    private static boolean isWide(byte[] request, int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (request[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Fills the table. */
    void walk(byte[] request, int from, int to, SpanTable table) throws MalformedSpansException {
        if (isWide(request, from, to)) {
            throw new MalformedSpansException("the request is not UTF-8", 0);
        }
        try (JsonParser parser = json.parser(request, from, to)) {
            try {
                new Reading(parser, from, table).request();
            } catch (IOException _) {
                throw new MalformedSpansException(
                        "the request is not JSON", parser.currentLocation().getByteOffset());
            }
        } catch (IOException _) {
            throw new MalformedSpansException("the request is not JSON", 0);
        }
    }

    /**
     * Finds the trace id of a span.
     *
     * @param id is given its bytes
     * @return false where it has none of 32 hexadecimal digits
     */
    boolean traceId(byte[] request, int from, int to, byte[] id) {
        try (JsonParser parser = json.parser(request, from, to)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isTraceId = parser.currentName().equals(TRACE_ID);
                if (parser.nextToken() == JsonToken.VALUE_STRING && isTraceId) {
                    return decode(parser.getText(), id);
                }
                parser.skipChildren();
            }
        } catch (IOException _) {
            // the walk has read it before, so this does not happen; without an id it is in no trace
        }
        return false;
    }

    private static boolean decode(String digits, byte[] id) {
        if (digits.length() != 2 * id.length) {
            return false;
        }
        for (int i = 0; i < id.length; i++) {
            int high = Character.digit(digits.charAt(2 * i), 16);
            int low = Character.digit(digits.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return false;
            }
            id[i] = (byte) (high << 4 | low);
        }
        return true;
    }

    /** One request being read. */
    private record Reading(JsonParser parser, int from, SpanTable table) {

        void request() throws IOException, MalformedSpansException {
            parser.nextToken();
            object(RESOURCE_SPANS);
            if (parser.nextToken() != null) {
                throw malformed("something follows the request");
            }
        }

        /** Reads the object that begins here, whose member of this name holds the objects on the way to the spans. */
        private void object(String way) throws IOException, MalformedSpansException {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw malformed("something else than an object stands here");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int start = offset();
                boolean isOnTheWay = parser.currentName().equals(way);
                JsonToken value = parser.nextToken();
                if (!isOnTheWay) {
                    part(way, start, endOfValue());
                } else if (value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        element(way);
                    }
                } else if (value != JsonToken.VALUE_NULL) {
                    element(way);
                }
            }
        }

        private void element(String way) throws IOException, MalformedSpansException {
            switch (way) {
                case RESOURCE_SPANS -> {
                    table.beginResource();
                    object(SCOPE_SPANS);
                }
                case SCOPE_SPANS -> {
                    table.beginScope();
                    object(SPANS);
                }
                default -> {
                    if (!parser.hasToken(JsonToken.START_OBJECT)) {
                        throw malformed("a span is not an object");
                    }
                    int start = offset();
                    table.span(start, endOfValue());
                }
            }
        }

        private void part(String way, int start, int end) {
            switch (way) {
                case RESOURCE_SPANS -> table.requestPart(start, end);
                case SCOPE_SPANS -> table.resourcePart(start, end);
                default -> table.scopePart(start, end);
            }
        }

        private int offset() {
            return from + (int) parser.currentTokenLocation().getByteOffset();
        }

        /** Goes to the end of the value that begins here. */
        private int endOfValue() throws IOException {
            parser.skipChildren();
            parser.finishToken();
            return from + (int) parser.currentLocation().getByteOffset();
        }

        private MalformedSpansException malformed(String message) {
            return new MalformedSpansException(
                    message, parser.currentTokenLocation().getByteOffset());
        }
    }
}
