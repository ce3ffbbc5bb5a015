// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * What a reader is willing to hold for one block.
 *
 * @param maxContentBytes decompressed size, checked against the declared one before anything is allocated
 * @param maxDocuments    documents of one block
 * @param maxWorkloads    workloads of one block
 */
public record BlockLimits(int maxContentBytes, int maxDocuments, int maxWorkloads) {

    /** 8 MiB, 20,000 documents, 4,096 workloads: far above what a forwarder writes. */
    public static final BlockLimits DEFAULT = new BlockLimits(8 * 1024 * 1024, 20_000, 4_096);

    public BlockLimits {
        if (maxContentBytes < 1 || maxDocuments < 1 || maxWorkloads < 0) {
            throw new IllegalArgumentException("limits out of range: maxContentBytes=" + maxContentBytes
                    + ", maxDocuments=" + maxDocuments + ", maxWorkloads=" + maxWorkloads);
        }
    }
}
