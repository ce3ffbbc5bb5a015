// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

/**
 * Walks over the lengths in an {@code ExportTraceServiceRequest}. No span is opened: what is wrong inside one harms no other,
 * and is the reader's to tell. The field numbers are those of opentelemetry-proto 1.11.0, read 2026-11-27:
 *
 * <pre>
 *   request  1 resource_spans  ─▶  1 resource  2 scope_spans  3 schema_url
 *                                              └──▶  1 scope  2 spans  3 schema_url
 *                                                             └──▶  1 trace_id
 * </pre>
 *
 * Allocates nothing but what the table needs. Not thread-safe.
 */
final class ProtobufWalk {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_FIELD = 0x1FFF_FFFF;

    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SCOPE = 1;
    private static final int SPAN = 2;
    private static final int TRACE_ID = 1;

    private byte[] bytes = {};
    private int begin;
    private int position;

    /** Fills the table. */
    void walk(byte[] request, int from, int to, SpanTable table) throws MalformedSpansException {
        bytes = request;
        begin = from;
        position = from;
        while (position < to) {
            int field = position;
            long tag = tag(to);
            if (number(tag) == RESOURCE_SPANS) {
                int end = end(tag, to);
                table.beginResource();
                resourceSpans(end, table);
            } else {
                skip(tag, to);
                table.requestPart(field, position);
            }
        }
    }

    private void resourceSpans(int to, SpanTable table) throws MalformedSpansException {
        while (position < to) {
            int field = position;
            long tag = tag(to);
            if (number(tag) == SCOPE_SPANS) {
                int end = end(tag, to);
                table.beginScope();
                scopeSpans(end, table);
            } else {
                pass(tag, RESOURCE, to);
                table.resourcePart(field, position);
            }
        }
    }

    private void scopeSpans(int to, SpanTable table) throws MalformedSpansException {
        while (position < to) {
            int field = position;
            long tag = tag(to);
            if (number(tag) == SPAN) {
                position = end(tag, to);
                table.span(field, position);
            } else {
                pass(tag, SCOPE, to);
                table.scopePart(field, position);
            }
        }
    }

    /**
     * Finds the trace id of a span.
     *
     * @param from of the span's field
     * @return where its 16 bytes begin; -1 where it has none, or is malformed before it
     */
    int traceId(byte[] request, int from, int to) {
        bytes = request;
        begin = from;
        position = from;
        try {
            end(tag(to), to);
            while (position < to) {
                long tag = tag(to);
                if (number(tag) == TRACE_ID) {
                    int end = end(tag, to);
                    return end - position == SpanRequest.TRACE_ID_BYTES ? position : -1;
                }
                skip(tag, to);
            }
        } catch (MalformedSpansException _) {
            // whoever opens the span says what is wrong with it
        }
        return -1;
    }

    /** Passes over a field, which must hold a message where it has a certain number. */
    private void pass(long tag, int message, int to) throws MalformedSpansException {
        if (number(tag) == message) {
            position = end(tag, to);
        } else {
            skip(tag, to);
        }
    }

    private static int number(long tag) {
        return (int) (tag >>> 3);
    }

    private long tag(int to) throws MalformedSpansException {
        int start = position;
        long tag = varint(to);
        if (tag >>> 3 < 1 || tag >>> 3 > MAX_FIELD) {
            throw malformed("a field number is out of range", start);
        }
        return tag;
    }

    /** Where the message ends that the field holds. */
    private int end(long tag, int to) throws MalformedSpansException {
        if ((tag & 7) != LENGTH_DELIMITED) {
            throw malformed("a field has the wrong wire type", position);
        }
        int start = position;
        long length = varint(to);
        if (length < 0 || length > to - position) {
            throw malformed("a field reaches beyond its message", start);
        }
        return position + (int) length;
    }

    private void skip(long tag, int to) throws MalformedSpansException {
        switch ((int) (tag & 7)) {
            case VARINT -> varint(to);
            case FIXED64 -> advance(Long.BYTES, to);
            case LENGTH_DELIMITED -> position = end(tag, to);
            case FIXED32 -> advance(Integer.BYTES, to);
            default -> throw malformed("a field has an unknown wire type", position);
        }
    }

    private void advance(int count, int to) throws MalformedSpansException {
        if (count > to - position) {
            throw malformed("a message ends within a field", position);
        }
        position += count;
    }

    private long varint(int to) throws MalformedSpansException {
        if (position < to && bytes[position] >= 0) {
            return bytes[position++];
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == to) {
                throw malformed("a message ends within a field", position);
            }
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a varint is longer than ten bytes", position);
    }

    private MalformedSpansException malformed(String message, int at) {
        return new MalformedSpansException(message, at - begin);
    }
}
