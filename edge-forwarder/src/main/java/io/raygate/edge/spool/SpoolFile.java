// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
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
 * </pre>
 *
 * Both checksums are CRC-32C (RFC 3720). The head has one of its own, so that a directory can be counted without
 * reading what is in the blocks.
 */
record SpoolFile(long producerId, long sequence, int documents, int contentBytes, int frameBytes, int frameCrc) {

    static final int HEAD_BYTES = 44;

    private static final int MAGIC = 0x52475350;
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = 40;

    static SpoolFile of(SealedBlock block) {
        return new SpoolFile(
                block.producerId(),
                block.sequence(),
                block.documents(),
                block.contentBytes(),
                block.frame().length,
                crc(block.frame()));
    }

    /**
     * Reads a head.
     *
     * @param head from its position, at least {@link #HEAD_BYTES}
     * @throws UnreadableFileException where it is not a sound one
     */
    static SpoolFile parse(ByteBuffer head) throws UnreadableFileException {
        if (head.remaining() < HEAD_BYTES) {
            throw new UnreadableFileException("shorter than its head: bytes=" + head.remaining());
        }
        int expectedCrc = crc(head.slice(head.position(), CHECKED_BYTES));
        int magic = head.getInt();
        int version = head.getInt();
        if (magic != MAGIC || version != VERSION) {
            throw new UnreadableFileException("not a spool file of version " + VERSION);
        }
        SpoolFile file = new SpoolFile(
                head.getLong(), head.getLong(), head.getInt(), head.getInt(), head.getInt(), head.getInt());
        if (head.getInt() != expectedCrc || file.documents < 0 || file.frameBytes < 0) {
            throw new UnreadableFileException("the checksum of the head does not match");
        }
        return file;
    }

    ByteBuffer toHead() {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(producerId)
                .putLong(sequence)
                .putInt(documents)
                .putInt(contentBytes)
                .putInt(frameBytes)
                .putInt(frameCrc);
        return head.putInt(crc(head.slice(0, CHECKED_BYTES))).flip();
    }

    long fileBytes() {
        return HEAD_BYTES + (long) frameBytes;
    }

    /** The block, once its frame is what was written. */
    SealedBlock block(byte[] frame) throws UnreadableFileException {
        if (crc(frame) != frameCrc) {
            throw new UnreadableFileException("the checksum of the frame does not match");
        }
        return new SealedBlock(frame, producerId, sequence, documents, contentBytes);
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
     * @param number of the file; older files have smaller ones
     * @param frameBytes size of the block's frame
     * @param fileBytes size of the file
     */
    record StoredBlock(long number, int documents, int frameBytes, long fileBytes) {}
}
