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
 */
public record ReceivedDocument(int recordIndex, SegmentBlock block, Document document, boolean failed) {

    /** A document that has not been validated. */
    public ReceivedDocument(int recordIndex, SegmentBlock block, Document document) {
        this(recordIndex, block, document, false);
    }

    /** The same document with another body, which is not copied. */
    public ReceivedDocument withBody(byte[] body) {
        return withBody(body, 0, body.length);
    }

    /** The same document with another body, which is not copied. */
    public ReceivedDocument withBody(byte[] content, int offset, int length) {
        Document changed = new Document(
                document.workload(), document.kind(), document.receivedUnixNanos(), content, offset, length);
        return new ReceivedDocument(recordIndex, block, changed, failed);
    }

    /** A segment document that this one has become, with the same sender. The body is not copied. */
    public ReceivedDocument asSegment(byte[] body) {
        Document segment = new Document(
                document.workload(), DocumentKind.XRAY_JSON, document.receivedUnixNanos(), body, 0, body.length);
        return new ReceivedDocument(recordIndex, block, segment, failed);
    }

    /** The same document, once it is known whether it reports a failure. */
    public ReceivedDocument withFailed(boolean isFailed) {
        return isFailed == failed ? this : new ReceivedDocument(recordIndex, block, document, isFailed);
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
