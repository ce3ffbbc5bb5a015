// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.List;

/**
 * A block that was read whole.
 *
 * @param sequence  counts up by one from 0 for each {@link Origin#producerId()}
 * @param workloads in the order which {@link Document#workload()} counts
 * @param documents in the order in which they were received
 */
public record SegmentBlock(
        int formatVersion, Origin origin, long sequence, List<Workload> workloads, List<Document> documents)
        implements BlockRead {

    public SegmentBlock {
        workloads = List.copyOf(workloads);
        documents = List.copyOf(documents);
    }
}
