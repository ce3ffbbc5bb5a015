// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Walks over one request of spans after another, protobuf or JSON, which the first byte tells. To count the spans of a
 * protobuf request allocates nothing; to cut one costs memory for two offsets a span and for the piece at hand, and uses that
 * again. Bytes of spans are never changed. Not thread-safe.
 */
public final class SpanRequest {

    /** Length of a trace id: W3C Trace Context, 3.2.2.3. */
    public static final int TRACE_ID_BYTES = 16;

    private final ProtobufWalk protobuf = new ProtobufWalk();
    private final JsonWalk json = new JsonWalk();
    private final SpanTable table = new SpanTable();
    private final PieceBuffer buffer = new PieceBuffer();
    private final ProtobufPiece protobufPiece = new ProtobufPiece(buffer);
    private final JsonPiece jsonPiece = new JsonPiece(buffer);
    private final BitSet chosen = new BitSet();
    private byte[] bytes = {};
    private boolean isJson;

    /** Whether a request is JSON: in protobuf, a brace would begin a group, which no request holds. */
    public static boolean isJson(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == '{';
    }

    /**
     * Counts the spans of a request.
     *
     * @throws MalformedSpansException where it is no request
     */
    public int count(byte[] request, int from, int to) throws MalformedSpansException {
        walk(request, from, to, false);
        return table.count();
    }

    /**
     * Reads a request that is to be cut; the bytes must stay as they are for as long as it is.
     *
     * @return how many spans it has
     * @throws MalformedSpansException where it is no request
     */
    public int read(byte[] request, int from, int to) throws MalformedSpansException {
        walk(request, from, to, true);
        return table.count();
    }

    private void walk(byte[] request, int from, int to, boolean noting) throws MalformedSpansException {
        bytes = request;
        isJson = isJson(request, from, to);
        table.begin(noting);
        if (isJson) {
            json.walk(request, from, to, table);
        } else {
            protobuf.walk(request, from, to, table);
        }
    }

    /**
     * Finds the trace id of a span of the request that was read.
     *
     * @param span counted from 0
     * @param id is given its {@value #TRACE_ID_BYTES} bytes
     * @return false where the span has no such id
     */
    public boolean traceId(int span, byte[] id) {
        int from = table.spanFrom(span);
        int to = table.spanTo(span);
        if (isJson) {
            return json.traceId(bytes, from, to, id);
        }
        int position = protobuf.traceId(bytes, from, to);
        if (position >= 0) {
            System.arraycopy(bytes, position, id, 0, TRACE_ID_BYTES);
        }
        return position >= 0;
    }

    /**
     * The request that was read with some of its spans alone, each in its scope and resource.
     *
     * @param spans at least one
     * @return valid until the next request is cut
     */
    public ByteBuffer only(BitSet spans) {
        ChosenSpans some = new ChosenSpans(table, spans);
        buffer.begin(bytes);
        if (isJson) {
            jsonPiece.write(table.partsOfRequest(), some);
        } else {
            protobufPiece.write(table.partsOfRequest(), some);
        }
        return buffer.piece();
    }

    /**
     * Cuts the request that was read into pieces that are requests themselves and hold each span once.
     *
     * @param maxBytes of a piece
     * @param maxSpans of a piece
     */
    public void cut(int maxBytes, int maxSpans, Pieces pieces) {
        PieceBounds bounds = new PieceBounds(table, isJson, maxBytes, maxSpans);
        int first = 0;
        while (first < table.count()) {
            int end = bounds.endOfPiece(first);
            if (end == first) {
                end = bounds.endOfTooLarge(first);
                pieces.tooLarge(end - first);
            } else {
                chosen.clear();
                chosen.set(first, end);
                pieces.piece(only(chosen), end - first);
            }
            first = end;
        }
    }

    /** What takes the pieces of a request, in their order. */
    public interface Pieces {

        /**
         * Takes a piece.
         *
         * @param request valid until the call returns
         */
        void piece(ByteBuffer request, int spans);

        /**
         * Learns that spans fit into no piece: a span that is larger with its scope and resource, or all spans of a scope
         * that leaves them less than half of a piece, since it would be repeated in too many.
         */
        void tooLarge(int spans);
    }
}
