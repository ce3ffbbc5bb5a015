// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes that are held and keeps them within a bound. Thread-safe, never waits. */
public final class PendingBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** At most that many bytes. */
    public PendingBytes(long max) {
        this.max = max;
    }

    /** Reserves bytes if there is room for all of them. */
    public boolean tryReserve(long bytes) {
        long now = held.get();
        while (now + bytes <= max) {
            long seen = held.compareAndExchange(now, now + bytes);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    /** Gives bytes back. */
    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** The bytes held now. */
    public long held() {
        return held.get();
    }

    /** The bound. */
    public long max() {
        return max;
    }

    /** A body that is held within this bound. */
    public Body newBody() {
        return new Body(this);
    }

    /** The body of one request, which grows part by part. Not thread-safe. */
    public static final class Body {

        private final PendingBytes bound;
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private long reserved;

        private Body(PendingBytes bound) {
            this.bound = bound;
        }

        /** Appends a part; false if the bound leaves no room for it. */
        public boolean append(ByteBuf part) {
            int length = part.readableBytes();
            if (!bound.tryReserve(length)) {
                return false;
            }
            reserved += length;
            try {
                part.readBytes(bytes, length);
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            return true;
        }

        /** Hands the bytes over; the body stays reserved until {@link #release}. */
        public byte[] take() {
            byte[] all = bytes.toByteArray();
            bytes = new ByteArrayOutputStream(0);
            return all;
        }

        /** Forgets the bytes and gives their room back; may be called again. */
        public void release() {
            bytes = new ByteArrayOutputStream(0);
            bound.release(reserved);
            reserved = 0;
        }
    }
}
