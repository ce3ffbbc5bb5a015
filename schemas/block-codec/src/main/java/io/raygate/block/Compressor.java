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

    private static final int FASTEST_LEVEL = 1;

    /**
     * Level 1 remembers so many places (a power of two), and looks for as many bytes that are alike. For our dictionary zstd itself
     * would choose 13 and 6: with 8,192 places a block soon forgets what the dictionary holds. ADR 013 has the figures.
     */
    private static final int FASTEST_HASH_LOG = 14;

    private static final int FASTEST_MIN_MATCH = 7;

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
        if (zstdLevel == FASTEST_LEVEL) {
            zstd.setHashLog(FASTEST_HASH_LOG).setMinMatch(FASTEST_MIN_MATCH);
        }
        if (dictionary != Dictionary.NONE) {
            load(dictionary, zstdLevel);
        }
    }

    /** A shared digest has zstd's own parameters. */
    private void load(Dictionary dictionary, int zstdLevel) {
        if (zstdLevel == FASTEST_LEVEL) {
            zstd.loadDict(Dictionaries.bytes(dictionary));
        } else {
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
