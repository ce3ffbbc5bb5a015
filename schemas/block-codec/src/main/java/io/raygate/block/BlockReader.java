// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.raygate.block.UnreadableBlock.Reason;
import java.util.Optional;

/**
 * Reads blocks. Any bytes give an answer: what is not a sound block is an {@link UnreadableBlock}, never an
 * exception, and never a document that nobody sent. At most {@link BlockLimits#maxContentBytes()} are allocated
 * for a record, and nothing where it declares more.
 *
 * <p>The frame header says which dictionary a block needs; blocks with and without may come in any order.
 *
 * <p>Not thread-safe; holds a few hundred KiB of native memory until closed. The dictionary is shared by all readers
 * of the process.
 */
public final class BlockReader implements AutoCloseable {

    private final BlockLimits limits;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private Dictionary loaded = Dictionary.NONE;

    public BlockReader(BlockLimits limits) {
        this.limits = limits;
    }

    /**
     * Gives the block in the data of one Kinesis record, or says why there is none.
     *
     * @param frame not kept, not changed
     */
    public BlockRead read(byte[] frame) {
        try {
            byte[] content = decompress(frame);
            return new ContentParser(content, limits).parse();
        } catch (MalformedBlockException e) {
            return e.toUnreadableBlock();
        }
    }

    /** Frees the decompressor's native memory. */
    @Override
    public void close() {
        zstd.close();
    }

    private byte[] decompress(byte[] frame) {
        FrameHeader header = acceptedHeader(frame);
        use(knownDictionary(header));
        requireExactlyOneFrame(frame);
        int contentBytes = Math.toIntExact(header.contentBytes());
        byte[] content = new byte[contentBytes];
        try {
            int length = zstd.decompressByteArray(content, 0, contentBytes, frame, 0, frame.length);
            if (length != contentBytes) {
                throw new MalformedBlockException(
                        Reason.CORRUPT,
                        "content is shorter than declared: declared=" + contentBytes + ", got=" + length);
            }
            return content;
        } catch (ZstdException e) {
            throw new MalformedBlockException(Reason.CORRUPT, "frame does not decompress: " + e.getMessage());
        }
    }

    /** What the frame's head says, once its sizes are acceptable. */
    private FrameHeader acceptedHeader(byte[] frame) {
        Optional<FrameHeader> parsed = FrameHeader.parse(frame);
        if (parsed.isEmpty() || !parsed.get().checksum()) {
            throw new MalformedBlockException(
                    Reason.NOT_A_BLOCK, "not a Zstandard frame with content size and checksum: bytes=" + frame.length);
        }
        FrameHeader header = parsed.get();
        if (Long.compareUnsigned(header.contentBytes(), limits.maxContentBytes()) > 0) {
            throw new MalformedBlockException(
                    Reason.TOO_LARGE,
                    "declared content size over the limit: declared=" + Long.toUnsignedString(header.contentBytes())
                            + ", maxContentBytes=" + limits.maxContentBytes());
        }
        return header;
    }

    private static Dictionary knownDictionary(FrameHeader header) {
        return Dictionary.withId(header.dictionaryId())
                .orElseThrow(() -> new MalformedBlockException(
                        Reason.UNKNOWN_DICTIONARY, "unknown dictionary: id=" + header.dictionaryId()));
    }

    /** A frame without dictionary must be read without one: a dictionary changes what its first codes mean. */
    private void use(Dictionary dictionary) {
        if (dictionary == loaded) {
            return;
        }
        zstd.reset();
        if (dictionary != Dictionary.NONE) {
            zstd.loadDict(Dictionaries.forReading(dictionary));
        }
        loaded = dictionary;
    }

    private static void requireExactlyOneFrame(byte[] frame) {
        if (!isExactlyOneFrame(frame)) {
            throw new MalformedBlockException(Reason.NOT_A_BLOCK, "not exactly one frame: bytes=" + frame.length);
        }
    }

    private static boolean isExactlyOneFrame(byte[] frame) {
        try {
            return Zstd.findFrameCompressedSize(frame) == frame.length;
        } catch (ZstdException refused) {
            return false;
        }
    }
}
