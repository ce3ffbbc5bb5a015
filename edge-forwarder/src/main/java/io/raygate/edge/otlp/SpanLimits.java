// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.otlp.ExportResult.Refusal;
import io.raygate.edge.otlp.ExportResult.Refused;

/**
 * What a request may hold, and what its client is told beyond that.
 *
 * @param maxRequestBytes before and after it is decompressed
 * @param maxDocumentBytes of the largest document that a block takes
 * @param maxSpans of a document
 */
record SpanLimits(int maxRequestBytes, int maxDocumentBytes, int maxSpans) {

    Refused tooLarge() {
        return new Refused(
                Refusal.TOO_LARGE,
                "The request is larger than raygate.otlp.max-request, " + maxRequestBytes
                        + " bytes, compressed or decompressed; send smaller batches");
    }

    Refused busy() {
        return new Refused(Refusal.BUSY, "Requests in progress fill raygate.otlp.max-pending; retry later");
    }

    /** Of spans that fit into no document. */
    String oversize() {
        return "Spans were refused: OVERSIZE_DOCUMENT, a block has room for a span of " + maxDocumentBytes
                + " bytes with its resource and scope at most, and these for half of that (raygate.block.max-content)";
    }
}
