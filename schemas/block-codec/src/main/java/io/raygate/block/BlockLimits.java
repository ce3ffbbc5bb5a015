// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * What a reader is willing to hold for one block. A few hundred bytes unfold to thousands of entries of content that
 * compresses well, so entries are counted as well as bytes.
 *
 * @param maxContentBytes decompressed size, checked against the declared one before anything is allocated
 * @param maxDocuments    documents of one block
 * @param maxWorkloads    workloads of one block
 * @param maxLabels       labels of all workloads of one block together
 */
public record BlockLimits(int maxContentBytes, int maxDocuments, int maxWorkloads, int maxLabels) {
    /** 8 MiB, 20,000 documents, 4,096 workloads, 20,000 labels: far above what a forwarder writes. */
    public static final BlockLimits DEFAULT = new BlockLimits(8 * 1024 * 1024, 20_000, 4_096, 20_000);

    public BlockLimits {
        if (maxContentBytes < 1 || maxDocuments < 1 || maxWorkloads < 0 || maxLabels < 0) {
            throw new IllegalArgumentException("limits out of range: maxContentBytes=" + maxContentBytes
                    + ", maxDocuments=" + maxDocuments + ", maxWorkloads=" + maxWorkloads + ", maxLabels=" + maxLabels);
        }
    }

    /** The default number of labels. */
    public BlockLimits(int maxContentBytes, int maxDocuments, int maxWorkloads) {
        this(maxContentBytes, maxDocuments, maxWorkloads, 20_000);
    }
}
