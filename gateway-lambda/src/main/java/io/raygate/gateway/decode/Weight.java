// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;

/** What a decoded block costs in memory, about: entries of a few bytes on the wire are objects of hundreds here. */
public final class Weight {

    private static final long DOCUMENT_BYTES = 128;
    private static final long WORKLOAD_BYTES = 512;
    private static final long LABEL_BYTES = 256;

    private Weight() {}

    /** Bytes of the content, which documents share, and of the entries. */
    public static long of(SegmentBlock block) {
        long content =
                block.documents().isEmpty() ? 0 : block.documents().getFirst().content().length;
        long labels = block.workloads().stream()
                .map(Workload::labels)
                .mapToLong(map -> map.size())
                .sum();
        return content
                + DOCUMENT_BYTES * block.documents().size()
                + WORKLOAD_BYTES * block.workloads().size()
                + LABEL_BYTES * labels;
    }
}
