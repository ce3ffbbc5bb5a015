// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger.Contents;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before the frame in a spool file, big-endian:
 *
 * <pre>
 *  0        4         8            16          24          28        32       36        40        44
 *  +--------+---------+------------+-----------+-----------+---------+--------+---------+---------+-------
 *  | "RGSP" | version | producer   | sequence  | documents | content | frame  | CRC of  | CRC of  | frame
 *  |        | 1       | id         |           |           | bytes   | bytes  | frame   | 0 to 40 |
 *  +--------+---------+------------+-----------+-----------+---------+--------+---------+---------+-------
 *
 *  in version 2:                                                              40        44        48
 *                                                                             +---------+---------+-------
 *                                                                             | spans   | CRC of  | frame
 *                                                                             |         | 0 to 44 |
 *                                                                             +---------+---------+-------
 * </pre>
 *
 * A block without spans is written in version 1, which releases before spans read too. Both checksums are CRC-32C (RFC
 * 3720). The head has one of its own, so that a directory can be counted without reading what is in the blocks.
 */
record SpoolFile(long producerId, long sequence, Contents contents, int contentBytes, int frameBytes, int frameCrc) {

    /** Of the longer head. */
    static final int MAX_HEAD_BYTES = 48;

    private static final int MAGIC = 0x52475350;
    private static final int WITHOUT_SPANS = 1;
    private static final int WITH_SPANS = 2;
    private static final int CRC_BYTES = 4;
    private static final int MIN_HEAD_BYTES = MAX_HEAD_BYTES - Integer.BYTES;

    static SpoolFile of(SealedBlock block) {
        return new SpoolFile(
                block.producerId(),
                block.sequence(),
                new Contents(block.documents(), block.spans()),
                block.contentBytes(),
                block.frame().length,
                crc(block.frame()));
    }

    /**
     * Reads a head.
     *
     * @param head from its position, with what follows it up to {@link #MAX_HEAD_BYTES}
     * @throws UnreadableFileException where it is not a sound one
     */
    static SpoolFile parse(ByteBuffer head) throws UnreadableFileException {
        if (head.remaining() < MIN_HEAD_BYTES) {
            throw new UnreadableFileException("shorter than its head: bytes=" + head.remaining());
        }
        ByteBuffer whole = head.slice();
        int magic = head.getInt();
        int version = head.getInt();
        if (magic != MAGIC || version < WITHOUT_SPANS || version > WITH_SPANS) {
            throw new UnreadableFileException("not a spool file of version 1 or 2");
        }
        int headBytes = version == WITH_SPANS ? MAX_HEAD_BYTES : MIN_HEAD_BYTES;
        if (whole.remaining() < headBytes
                || whole.getInt(headBytes - CRC_BYTES) != crc(whole.slice(0, headBytes - CRC_BYTES))) {
            throw new UnreadableFileException("the checksum of the head does not match");
        }
        return parseFields(head, version);
    }

    private static SpoolFile parseFields(ByteBuffer head, int version) throws UnreadableFileException {
        long producerId = head.getLong();
        long sequence = head.getLong();
        int documents = head.getInt();
        int contentBytes = head.getInt();
        int frameBytes = head.getInt();
        int frameCrc = head.getInt();
        int spans = version == WITH_SPANS ? head.getInt() : 0;
        if (documents < 0 || spans < 0 || frameBytes < 0) {
            throw new UnreadableFileException("the head holds a negative number");
        }
        return new SpoolFile(producerId, sequence, new Contents(documents, spans), contentBytes, frameBytes, frameCrc);
    }

    ByteBuffer toHead() {
        boolean hasSpans = contents.spans() > 0;
        ByteBuffer head = ByteBuffer.allocate(headBytes())
                .putInt(MAGIC)
                .putInt(hasSpans ? WITH_SPANS : WITHOUT_SPANS)
                .putLong(producerId)
                .putLong(sequence)
                .putInt(contents.documents())
                .putInt(contentBytes)
                .putInt(frameBytes)
                .putInt(frameCrc);
        if (hasSpans) {
            head.putInt(contents.spans());
        }
        return head.putInt(crc(head.slice(0, head.position()))).flip();
    }

    int headBytes() {
        return contents.spans() > 0 ? MAX_HEAD_BYTES : MIN_HEAD_BYTES;
    }

    long fileBytes() {
        return headBytes() + (long) frameBytes;
    }

    /** The block, once its frame is what was written. */
    SealedBlock block(byte[] frame) throws UnreadableFileException {
        if (crc(frame) != frameCrc) {
            throw new UnreadableFileException("the checksum of the frame does not match");
        }
        return new SealedBlock(frame, producerId, sequence, contents.documents(), contents.spans(), contentBytes);
    }

    private static int crc(byte[] bytes) {
        return crc(ByteBuffer.wrap(bytes));
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** A spool file does not hold the block that was written to it. Reading it again gives nothing better. */
    static final class UnreadableFileException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableFileException(String message) {
            super(message);
        }
    }

    /**
     * A block that is in a file.
     *
     * @param tenant whose it is
     * @param number of the file; older files have smaller ones
     * @param frameBytes size of the block's frame
     * @param fileBytes size of the file
     */
    record StoredBlock(Tenant tenant, long number, Contents contents, int frameBytes, long fileBytes) {}
}
