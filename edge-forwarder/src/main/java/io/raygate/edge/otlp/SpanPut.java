// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.body.Body;
import io.raygate.edge.body.Gunzip;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.otlp.ExportResult.Refusal;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.spans.MalformedSpansException;
import io.raygate.edge.spans.SpanRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What a request does: its bytes become one document, or several where it is larger than a document may be, and those are
 * handed over. A request that is not what its encoding says is refused whole.
 *
 * <p>Success is answered once every span is in a block, was shed by the limits, of which a sender is not told, or is named as
 * rejected. If the process dies after that, what the open block and the spool's memory hold is lost like that of datagrams; if
 * it dies before, the client has got no answer and sends again, so that some spans may come twice.
 *
 * <p>Not thread-safe: used by the thread of the queue.
 */
final class SpanPut implements AutoCloseable {

    private static final ExportResult TAKEN = new ExportResult.Taken();

    private final DocumentHandler handler;
    private final Ledger ledger;
    private final SpanLimits limits;
    private final SpanRequest request = new SpanRequest();
    private final Gunzip gunzip = new Gunzip();

    SpanPut(DocumentHandler handler, Ledger ledger, SpanLimits limits) {
        this.handler = handler;
        this.ledger = ledger;
        this.limits = limits;
    }

    /** Takes the spans of a complete request. */
    ExportResult take(Body body, Content content) {
        int from = content.from();
        if (content.isGzip()) {
            Body.Taken inflated = body.gunzip(gunzip, from, limits.maxRequestBytes());
            if (inflated != Body.Taken.TAKEN) {
                return notInflated(inflated);
            }
            from = 0;
        }
        ByteBuffer bytes = body.content();
        return take(bytes.array(), bytes.arrayOffset() + from, bytes.arrayOffset() + bytes.limit(), content);
    }

    private ExportResult notInflated(Body.Taken taken) {
        return switch (taken) {
            case TAKEN -> throw new IllegalStateException("it is inflated");
            case TOO_LARGE -> limits.tooLarge();
            case NO_ROOM -> limits.busy();
            case MALFORMED -> malformed("the body is not in the gzip format");
        };
    }

    private ExportResult take(byte[] bytes, int begin, int end, Content content) {
        int from = content.isJson() ? skipBlanks(bytes, begin, end) : begin;
        if (content.isJson() != SpanRequest.isJson(bytes, from, end) && from < end) {
            return malformed(content.isJson() ? "the request is not a JSON object" : "the request is not protobuf");
        }
        try {
            int spans = request.count(bytes, from, end);
            if (spans == 0) {
                return TAKEN;
            }
            if (end - from <= limits.maxDocumentBytes() && spans <= limits.maxSpans()) {
                ByteBuffer whole = ByteBuffer.wrap(bytes, from, end - from);
                handler.onSpans(whole, spans, content.sender(), content.receivedUnixNanos());
                return TAKEN;
            }
            return cut(bytes, from, end, content);
        } catch (MalformedSpansException e) {
            return malformed(e.description());
        }
    }

    private ExportResult cut(byte[] bytes, int from, int end, Content content) throws MalformedSpansException {
        request.read(bytes, from, end);
        HandedOver pieces = new HandedOver(content);
        request.cut(limits.maxDocumentBytes(), limits.maxSpans(), pieces);
        return pieces.rejected == 0 ? TAKEN : new ExportResult.TakenPartly(pieces.rejected, limits.oversize());
    }

    private ExportResult malformed(String message) {
        ledger.reject(RejectReason.MALFORMED_SPANS);
        return new ExportResult.Refused(Refusal.MALFORMED, message);
    }

    /** No request of protobuf begins with a blank, and readers further on tell JSON by its first byte. */
    private static int skipBlanks(byte[] bytes, int begin, int end) {
        int from = begin;
        while (from < end
                && (bytes[from] == ' ' || bytes[from] == '\t' || bytes[from] == '\n' || bytes[from] == '\r')) {
            from++;
        }
        return from;
    }

    @Override
    public void close() {
        gunzip.close();
    }

    /**
     * How a request has come.
     *
     * @param from where it begins in its body
     */
    record Content(int from, boolean isGzip, boolean isJson, InetAddress sender, long receivedUnixNanos) {}

    /** Takes the pieces of a request. */
    private final class HandedOver implements SpanRequest.Pieces {

        private final Content content;
        private int rejected;

        HandedOver(Content content) {
            this.content = content;
        }

        @Override
        public void piece(ByteBuffer piece, int spans) {
            handler.onSpans(piece, spans, content.sender(), content.receivedUnixNanos());
        }

        @Override
        public void tooLarge(int spans) {
            ledger.rejectSpans(RejectReason.OVERSIZE_DOCUMENT, spans);
            rejected += spans;
        }
    }
}
