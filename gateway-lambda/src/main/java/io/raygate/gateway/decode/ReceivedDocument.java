// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import java.util.Optional;

/**
 * A document, the block that it came in and the record that brought it.
 *
 * @param recordIndex position of the record in the event, from 0
 * @param block       says where the document comes from; shared by its documents
 * @param failed      whether the document itself says fault, error or throttle, as far as is known yet: such ones go
 *                    first when X-Ray throttles
 * @param spans       OpenTelemetry spans that the books count by this document, once it is known; 0 for a segment of an
 *                    X-Ray SDK
 * @param target      where its spans still have to go
 */
public record ReceivedDocument(
        int recordIndex, SegmentBlock block, Document document, boolean failed, int spans, DeliveryTarget target) {

    /** A document that has not been validated. */
    public ReceivedDocument(int recordIndex, SegmentBlock block, Document document) {
        this(recordIndex, block, document, DeliveryTarget.BOTH);
    }

    /** A document that comes again for one target. */
    public ReceivedDocument(int recordIndex, SegmentBlock block, Document document, DeliveryTarget target) {
        this(recordIndex, block, document, false, 0, target);
    }

    /** The same document with another body, which is not copied. */
    public ReceivedDocument withBody(byte[] body) {
        return withBody(body, 0, body.length);
    }

    /** The same document with another body, which is not copied. */
    public ReceivedDocument withBody(byte[] content, int offset, int length) {
        Document changed = new Document(
                document.workload(), document.kind(), document.receivedUnixNanos(), content, offset, length);
        return new ReceivedDocument(recordIndex, block, changed, failed, spans, target);
    }

    /** A segment document that this one has become, with the same sender. The body is not copied. */
    public ReceivedDocument asSegment(byte[] body, int segmentSpans) {
        Document segment = new Document(
                document.workload(), DocumentKind.XRAY_JSON, document.receivedUnixNanos(), body, 0, body.length);
        return new ReceivedDocument(recordIndex, block, segment, failed, segmentSpans, DeliveryTarget.XRAY);
    }

    /** This request of spans, or a part of it, for one target. The body is not copied. */
    public ReceivedDocument asSpans(byte[] body, int requestSpans, DeliveryTarget only) {
        return withBody(body).withSpans(requestSpans, only);
    }

    /** The same document, once it is known how many spans it holds and where they go. */
    public ReceivedDocument withSpans(int known, DeliveryTarget only) {
        return new ReceivedDocument(recordIndex, block, document, failed, known, only);
    }

    /** The same document, once it is known whether it reports a failure. */
    public ReceivedDocument withFailed(boolean isFailed) {
        return isFailed == failed ? this : new ReceivedDocument(recordIndex, block, document, isFailed, spans, target);
    }

    /** Whether it is a request of OpenTelemetry spans. */
    public boolean holdsSpans() {
        return document.kind() == DocumentKind.OTLP_TRACES;
    }

    /** The origin of the block, as the block claims it. */
    public Origin origin() {
        return block.origin();
    }

    /** The pod that sent the document; empty where it is not known, or the block names one that it does not hold. */
    public Optional<Workload> workload() {
        int position = document.workload();
        boolean known = position > 0 && position <= block.workloads().size();
        return known ? Optional.of(block.workloads().get(position - 1)) : Optional.empty();
    }
}
