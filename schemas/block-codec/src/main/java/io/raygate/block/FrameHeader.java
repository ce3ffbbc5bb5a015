// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the head of a Zstandard frame declares, read without touching the rest (RFC 8878 section 3.1.1.1):
 *
 * <pre>
 *  magic (4) | descriptor (1) | window (0 or 1) | dictionary id (0, 1, 2, 4) | content size (0, 1, 2, 4, 8)
 *              7 6  content size flag
 *              5    single segment
 *              3    reserved, 0
 *              2    checksum
 *              1 0  dictionary id flag
 * </pre>
 *
 * @param contentBytes declared size of the content; negative values are sizes beyond 2^63
 * @param dictionaryId 0 where none is needed
 */
record FrameHeader(long contentBytes, long dictionaryId, boolean checksum) {

    private static final int MAGIC = 0xFD2FB528;
    private static final int RESERVED_BIT = 0x08;
    private static final int MIN_FRAME_BYTES = 4 + 1 + 1 + 3;

    /** Empty where the bytes are not a frame that declares its content size. */
    static Optional<FrameHeader> parse(byte[] frame) {
        ByteBuffer head = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (frame.length < MIN_FRAME_BYTES || head.getInt() != MAGIC) {
            return Optional.empty();
        }
        int descriptor = head.get();
        boolean singleSegment = (descriptor & 0x20) != 0;
        int dictionaryBytes = new int[] {0, 1, 2, 4}[descriptor & 0x03];
        int sizeFlag = (descriptor >> 6) & 0x03;
        int sizeBytes = sizeFlag == 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
        int windowBytes = singleSegment ? 0 : 1;
        boolean declaresSize = sizeBytes > 0 && (descriptor & RESERVED_BIT) == 0;
        if (!declaresSize || head.remaining() < windowBytes + dictionaryBytes + sizeBytes) {
            return Optional.empty();
        }
        head.position(head.position() + windowBytes);
        long dictionaryId = littleEndian(head, dictionaryBytes);
        long contentBytes = littleEndian(head, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        return Optional.of(new FrameHeader(contentBytes, dictionaryId, (descriptor & 0x04) != 0));
    }

    private static long littleEndian(ByteBuffer source, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (source.get() & 0xFFL) << (8 * i);
        }
        return value;
    }
}
