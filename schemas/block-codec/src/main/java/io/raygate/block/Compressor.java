// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Makes frames of contents. Holds room for the largest frame, and native memory until it is closed; may serve all writers of
 * one thread. Not thread-safe.
 */
public final class Compressor implements AutoCloseable {

    private final byte[] scratch;
    private final ZstdCompressCtx zstd;

    /**
     * A compressor.
     *
     * @param maxContentBytes of the largest content
     * @param zstdLevel 1 (fast) to 22 (small)
     */
    public Compressor(int maxContentBytes, int zstdLevel, Dictionary dictionary) {
        this.scratch = new byte[Math.toIntExact(Zstd.compressBound(maxContentBytes))];
        this.zstd = new ZstdCompressCtx();
        zstd.setLevel(zstdLevel).setChecksum(true).setContentSize(true).setDictID(true);
        if (dictionary != Dictionary.NONE) {
            zstd.loadDict(Dictionaries.forWriting(dictionary, zstdLevel));
        }
    }

    byte[] compress(byte[] content, int length) {
        int frameLength = zstd.compressByteArray(scratch, 0, scratch.length, content, 0, length);
        return Arrays.copyOf(scratch, frameLength);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
