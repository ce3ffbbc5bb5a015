// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SealedBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Records of a stream that no gateway can read. Frames are built by hand after RFC 8878, section 3.1.1. */
enum HostileRecord {
    /** Bytes that are no frame at all. */
    POISON("NOT_A_BLOCK") {
        @Override
        byte[] data() {
            return "{\"not\":\"a block\"}".getBytes(UTF_8);
        }
    },
    /** A block of which one byte was changed on the way: its checksum does not fit. */
    CORRUPT_FRAME("CORRUPT") {
        @Override
        byte[] data() {
            byte[] frame = block(Dictionary.newest()).frame().clone();
            frame[frame.length - 1] ^= 1;
            return frame;
        }
    },
    /** A few bytes that declare a content of 1 TiB. */
    BOMB("TOO_LARGE") {
        @Override
        byte[] data() {
            return frameHead(SINGLE_SEGMENT | CHECKSUM | SIZE_OF_8_BYTES, 8)
                    .putLong(1L << 40)
                    .array();
        }
    },
    /** A frame that needs a dictionary nobody has. */
    UNKNOWN_DICTIONARY("UNKNOWN_DICTIONARY") {
        @Override
        byte[] data() {
            return frameHead(SINGLE_SEGMENT | CHECKSUM | SIZE_OF_8_BYTES | DICTIONARY_OF_4_BYTES, 12)
                    .putInt(0x7FFF_FFF0)
                    .putLong(64)
                    .array();
        }
    },
    /** A sound block of a version that is not invented yet. */
    NEWER_VERSION("UNSUPPORTED_VERSION") {
        @Override
        byte[] data() {
            SealedBlock block = block(Dictionary.NONE);
            byte[] content = Zstd.decompress(block.frame(), block.contentBytes());
            // of a field that comes twice the last one counts: field 1 is the version
            byte[] newer = Arrays.copyOf(content, content.length + 2);
            newer[content.length] = 1 << 3;
            newer[content.length + 1] = 99;
            try (var zstd = new ZstdCompressCtx()) {
                return zstd.setChecksum(true).setContentSize(true).compress(newer);
            }
        }
    };

    private static final int MAGIC = 0xFD2FB528;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int CHECKSUM = 0x04;
    private static final int SIZE_OF_8_BYTES = 0xC0;
    private static final int DICTIONARY_OF_4_BYTES = 0x03;
    private static final int FILLING_BYTES = 16;

    private final String code;

    HostileRecord(String code) {
        this.code = code;
    }

    abstract byte[] data();

    /** With which it lands in a queue. */
    String code() {
        return code;
    }

    /** In quarantine, or where it waits for a gateway that can read it. */
    String queue() {
        return this == UNKNOWN_DICTIONARY || this == NEWER_VERSION ? FailureRun.HELD : FailureRun.QUARANTINE;
    }

    private static ByteBuffer frameHead(int descriptor, int fieldBytes) {
        return ByteBuffer.allocate(5 + fieldBytes + FILLING_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .put((byte) descriptor);
    }

    private static SealedBlock block(Dictionary dictionary) {
        try (var writer = new BlockWriter(Origin.unknown(7), 96 << 10, 3, dictionary)) {
            ByteBuffer body =
                    ByteBuffer.wrap(TestDocument.numbered(1).getFirst().body().getBytes(UTF_8));
            writer.append(0, DocumentKind.XRAY_JSON, 1, body);
            return writer.seal();
        }
    }
}
