// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.spans.Base64;
import io.raygate.edge.spans.MalformedSpansException;
import io.raygate.edge.spans.SpanRequest;
import io.raygate.edge.spans.UnsampledSpans;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Takes datagrams apart. Behind the header stands one of these:
 *
 * <pre>
 *   {...}          a segment
 *   T1S + base64   spans of a sampled trace: one OTLP ExportTraceServiceRequest
 *   T1U + base64   the same of a trace that was not sampled
 * </pre>
 *
 * The last two are what the AWS Distro for OpenTelemetry sends (aws-otel-java-instrumentation, pull requests 944 and 1035,
 * read 2026-11-27). Nothing is allocated for any of them. Not thread-safe: used by the socket's thread.
 */
final class DatagramDocuments {

    private static final int PREFIX_BYTES = 3;
    private static final int MAX_DECODED_BYTES = DatagramReceiver.MAX_DATAGRAM_BYTES / 4 * 3;

    private final DocumentHandler handler;
    private final Ledger ledger;
    private final UnsampledSpans unsampled;
    private final SpanRequest request = new SpanRequest();
    private final byte[] decoded = new byte[MAX_DECODED_BYTES];
    private final ByteBuffer body = ByteBuffer.wrap(decoded);

    DatagramDocuments(DocumentHandler handler, Ledger ledger, UnsampledSpans unsampled) {
        this.handler = handler;
        this.ledger = ledger;
        this.unsampled = unsampled;
    }

    /** Hands over the document of a datagram, or enters into the books why there is none. */
    void onDatagram(ByteBuffer datagram, InetAddress source, long receivedUnixNanos) {
        switch (Framing.find(datagram)) {
            case DOCUMENT -> onDocument(datagram, source, receivedUnixNanos);
            case EMPTY_DATAGRAM -> ledger.reject(RejectReason.EMPTY_DATAGRAM);
            case MISSING_HEADER_OR_DOCUMENT -> ledger.reject(RejectReason.MISSING_HEADER_OR_DOCUMENT);
            case INVALID_HEADER -> ledger.reject(RejectReason.INVALID_HEADER);
        }
    }

    /** {@link DocumentHandler#onPause()}. */
    long onPause() {
        return handler.onPause();
    }

    /** Nothing more will come. */
    void onClose() {
        handler.onClose();
    }

    private void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
        if (mayBeJson(document)) {
            handler.onDocument(document, source, receivedUnixNanos);
            return;
        }
        switch (prefix(document)) {
            case 'S' -> takeSpans(document, true, source, receivedUnixNanos);
            case 'U' -> takeSpans(document, false, source, receivedUnixNanos);
            default -> ledger.reject(RejectReason.UNKNOWN_FORMAT);
        }
    }

    /** What is JSON but no segment is the gateway's to explain. */
    private static boolean mayBeJson(ByteBuffer document) {
        for (int i = document.position(); i < document.limit(); i++) {
            switch (document.get(i)) {
                case ' ', '\t', '\n', '\r' -> {}
                case '{', '[', '"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** The letter behind {@code T1}; 0 where the document does not begin so. */
    private static byte prefix(ByteBuffer document) {
        int start = document.position();
        boolean isKnown =
                document.remaining() >= PREFIX_BYTES && document.get(start) == 'T' && document.get(start + 1) == '1';
        return isKnown ? document.get(start + 2) : 0;
    }

    private void takeSpans(ByteBuffer document, boolean isSampled, InetAddress source, long receivedUnixNanos) {
        document.position(document.position() + PREFIX_BYTES);
        int size = Base64.decode(document, decoded);
        if (size == Base64.INVALID) {
            ledger.reject(RejectReason.INVALID_BASE64);
            return;
        }
        int spans = count(size);
        if (spans == 0) {
            ledger.reject(RejectReason.EMPTY_DOCUMENT);
        } else if (spans > 0 && !isSampled && unsampled == UnsampledSpans.DROP) {
            ledger.refuse(DropReason.UNSAMPLED, spans);
        } else if (spans > 0) {
            handler.onSpans(body.clear().limit(size), spans, source, receivedUnixNanos);
        }
    }

    /** Below 0 where they are malformed, which is then in the books. */
    private int count(int size) {
        try {
            return request.count(decoded, 0, size);
        } catch (MalformedSpansException _) {
            ledger.reject(RejectReason.MALFORMED_SPANS);
            return -1;
        }
    }
}
