// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Blocks that no forwarder writes: whatever the format can say, in records of a few hundred bytes. */
final class RawBlocks {

    private static final int BLOCK_ORIGIN = 2;
    private static final int BLOCK_WORKLOAD = 3;
    private static final int BLOCK_DOCUMENT = 4;
    private static final int ORIGIN_SEQUENCE = 9;
    private static final int WORKLOAD_LABEL = 9;
    private static final int DOCUMENT_KIND = 2;
    private static final int DOCUMENT_BODY = 4;
    private static final byte[] VERSION = {1 << 3, 1};

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** An empty block with this sequence. */
    RawBlocks(long sequence) {
        content.writeBytes(VERSION);
        content.writeBytes(field(BLOCK_ORIGIN, number(ORIGIN_SEQUENCE, sequence)));
    }

    /** The same document many times. */
    RawBlocks documents(int count, String body) {
        byte[] kind = number(DOCUMENT_KIND, 1);
        byte[] text = field(DOCUMENT_BODY, body.getBytes(StandardCharsets.UTF_8));
        byte[] document = field(BLOCK_DOCUMENT, concat(kind, text));
        for (int i = 0; i < count; i++) {
            content.writeBytes(document);
        }
        return this;
    }

    /** The same sender many times, with empty labels. */
    RawBlocks workloads(int count, int labels) {
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

    /** The data of a record. */
    byte[] frame() {
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
