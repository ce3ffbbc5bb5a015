// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.github.luben.zstd.ZstdCompressCtx;
import io.raygate.block.UnreadableBlock.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Blocks that no forwarder writes: whatever the format can say, in records of a few hundred bytes. */
public final class RawBlocks {

    private static final int BLOCK_ORIGIN = 2;
    private static final int BLOCK_WORKLOAD = 3;
    private static final int BLOCK_DOCUMENT = 4;
    private static final int ORIGIN_SEQUENCE = 9;
    private static final int WORKLOAD_LABEL = 9;
    private static final int DOCUMENT_KIND = 2;
    private static final int DOCUMENT_BODY = 4;
    /** Magic number and descriptor of a frame: RFC 8878, section 3.1.1. */
    private static final int HEAD_BYTES = 5;

    private static final int DICTIONARY_OF_4_BYTES = 0x03;
    private static final byte[] VERSION = {1 << 3, 1};

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** An empty block with this sequence. */
    public RawBlocks(long sequence) {
        content.writeBytes(VERSION);
        content.writeBytes(field(BLOCK_ORIGIN, number(ORIGIN_SEQUENCE, sequence)));
    }

    /** The same document many times. */
    public RawBlocks documents(int count, String body) {
        byte[] kind = number(DOCUMENT_KIND, 1);
        byte[] text = field(DOCUMENT_BODY, body.getBytes(StandardCharsets.UTF_8));
        byte[] document = field(BLOCK_DOCUMENT, concat(kind, text));
        for (int i = 0; i < count; i++) {
            content.writeBytes(document);
        }
        return this;
    }

    /** The same sender many times, with empty labels. */
    public RawBlocks workloads(int count, int labels) {
        ByteArrayOutputStream workload = new ByteArrayOutputStream();
        for (int i = 0; i < labels; i++) {
            byte[] key = field(1, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
            workload.writeBytes(field(WORKLOAD_LABEL, key));
        }
        byte[] entry = field(BLOCK_WORKLOAD, workload.toByteArray());
        for (int i = 0; i < count; i++) {
            content.writeBytes(entry);
        }
        return this;
    }

    /** A record that this gateway cannot read for this reason, and one of another version may. */
    static byte[] ofAnotherVersion(Reason reason) {
        RawBlocks block = new RawBlocks(1).documents(1, Events.segment(1));
        if (reason == Reason.UNSUPPORTED_VERSION) {
            block.content.writeBytes(number(1, 99)); // of a field that comes twice the last one counts
            return block.frame();
        }
        byte[] frame = block.frame();
        byte[] unknown = new byte[frame.length + 4];
        System.arraycopy(frame, 0, unknown, 0, HEAD_BYTES);
        unknown[HEAD_BYTES - 1] |= DICTIONARY_OF_4_BYTES;
        Arrays.fill(unknown, HEAD_BYTES, HEAD_BYTES + 4, (byte) 0x52); // single segment: the id comes next
        System.arraycopy(frame, HEAD_BYTES, unknown, HEAD_BYTES + 4, frame.length - HEAD_BYTES);
        return unknown;
    }

    /** The data of a record. */
    public byte[] frame() {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setChecksum(true).setContentSize(true).setLevel(3);
            return zstd.compress(content.toByteArray());
        }
    }

    private static byte[] number(int field, long value) {
        return concat(varint((long) field << 3), varint(value));
    }

    private static byte[] field(int field, byte[] value) {
        return concat(concat(varint((long) field << 3 | 2), varint(value.length)), value);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
