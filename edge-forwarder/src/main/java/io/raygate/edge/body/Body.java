// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.body;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The body of one request, which grows part by part within {@link PendingBytes} that many bodies share. Memory follows the
 * bytes that came, not those that were declared: reserved is what came, and allocated at most twice that. Not thread-safe.
 */
public final class Body {

    /** What became of bytes that were offered. */
    public enum Taken {
        /** The body holds them. */
        TAKEN,
        /** The body would exceed its own bound. */
        TOO_LARGE,
        /** All bodies together would exceed theirs: the client can try again later. */
        NO_ROOM,
        /** They are not the gzip format, end too early, or their check sum is wrong. */
        MALFORMED
    }

    private static final byte[] NOTHING = new byte[0];

    private final PendingBytes bound;
    private final int maxBytes;
    private byte[] bytes = NOTHING;
    private int length;
    private int reserved;
    private int expected;

    /**
     * An empty body.
     *
     * @param maxBytes of this body
     */
    public Body(PendingBytes bound, int maxBytes) {
        this.bound = bound;
        this.maxBytes = maxBytes;
    }

    /** Appends what can be read of a part. A part that is not taken changes nothing. */
    public Taken append(ByteBuf part) {
        int added = part.readableBytes();
        if (added > maxBytes - length) {
            return Taken.TOO_LARGE;
        }
        if (!bound.tryReserve(added)) {
            return Taken.NO_ROOM;
        }
        reserved += added;
        if (reserved > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity());
        }
        part.readBytes(bytes, length, added);
        length += added;
        return Taken.TAKEN;
    }

    /**
     * Puts what the bytes inflate to in their place.
     *
     * @param gunzip of this thread
     * @param from where the gzip format begins; what is before that is dropped
     * @param maxInflated larger content is {@link Taken#TOO_LARGE}; no more than that is inflated
     */
    public Taken gunzip(Gunzip gunzip, int from, int maxInflated) {
        var inflated = new Body(bound, maxInflated);
        Taken taken = gunzip.inflate(ByteBuffer.wrap(bytes, from, length - from), inflated);
        if (taken == Taken.TAKEN) {
            inflated.settle();
            release();
            bytes = inflated.bytes;
            length = inflated.length;
            reserved = inflated.reserved;
        } else {
            inflated.release();
        }
        return taken;
    }

    /** The bytes, not to be written to; the memory stays reserved until {@link #release}. */
    public ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** The same as an array, which may be the body's own. */
    public byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** Forgets the bytes and gives their room back; may be called again. */
    public void release() {
        bound.release(reserved);
        bytes = NOTHING;
        length = 0;
        reserved = 0;
    }

    /**
     * Says how many bytes the client has announced, in all. They are still not believed beyond twice of what came, but a body
     * that keeps its word is copied less.
     */
    public void expect(long announcedBytes) {
        expected = Math.clamp(announcedBytes, 0, maxBytes);
    }

    private int capacity() {
        long twice = Math.min(2L * reserved, maxBytes);
        if (expected >= reserved) {
            return (int) Math.min(expected, twice);
        }
        return bytes.length == 0 ? reserved : (int) twice;
    }

    /** Bytes that may be written to the array behind the content. */
    ByteBuffer tail() {
        return ByteBuffer.wrap(bytes, length, bytes.length - length);
    }

    /** Counts bytes that were written to {@link #tail}. */
    void wrote(int added) {
        length += added;
    }

    /** Makes the tail longer, by less than wished only where the bound of this body asks for it. */
    Taken extend(int wish) {
        if (length == maxBytes) {
            return Taken.TOO_LARGE;
        }
        int capacity = Math.clamp((long) length + wish, length + 1, maxBytes);
        if (!bound.tryReserve(capacity - reserved)) {
            return Taken.NO_ROOM;
        }
        reserved = capacity;
        bytes = Arrays.copyOf(bytes, capacity);
        return Taken.TAKEN;
    }

    /** Gives back what was reserved for a tail that nothing will be written to. */
    private void settle() {
        bound.release(reserved - length);
        reserved = length;
    }
}
