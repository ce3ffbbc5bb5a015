// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.schema.DocumentLimits;
import io.raygate.schema.DocumentValidators;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.Verdict.Accepted;

/** Our way: one pass of the validator, and a splice into a buffer that is used again. Not thread-safe. */
final class FastGateway {

    private final SegmentValidator validator = DocumentValidators.segment();
    private final Splicer splicer;
    private final byte[] out;

    FastGateway(Enrichment enrichment) {
        this.splicer = new Splicer(enrichment);
        this.out = new byte[DocumentLimits.DEFAULT.maxDocumentBytes() + splicer.maxAddedBytes()];
    }

    boolean accepts(byte[] document) {
        return validator.validate(document, 0, document.length) instanceof Accepted;
    }

    /** The number of bytes of the enriched document, which then stands in {@link #out}. */
    int enrich(byte[] document) {
        return enrich(document, 0, document.length);
    }

    /** The same for a document that stands in a larger array. */
    int enrich(byte[] bytes, int offset, int length) {
        if (!(validator.validate(bytes, offset, length) instanceof Accepted)) {
            throw new IllegalArgumentException("the document is not valid");
        }
        return splicer.splice(bytes, offset, length, validator.offsets(), out);
    }

    byte[] out() {
        return out;
    }
}
