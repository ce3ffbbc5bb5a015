// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.body;

import io.raygate.edge.body.Body.Taken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the gzip format (RFC 1952) of complete bodies, one after the other. Its native state of some 40 KiB is shared by
 * all requests of a thread, so one that is still coming costs the bytes it has sent and nothing else. The content grows step
 * by step and stops at its bound: a small body that would inflate to gigabytes costs no more than the bound. Several members
 * in one body are refused, as no client sends them and each would cost a reset. Not thread-safe.
 */
public final class Gunzip implements AutoCloseable {

    private static final int MAGIC = 0x1F8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;

    private static final int HEADER_CHECKSUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;

    /** What spans and JSON inflate to at least, mostly. The size in the trailer is believed up to that. */
    private static final int USUAL_RATIO = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();

    /** Appends what bytes inflate to, as far as the body's bounds allow. */
    Taken inflate(ByteBuffer gzip, Body into) {
        gzip.order(ByteOrder.LITTLE_ENDIAN);
        if (gzip.remaining() < HEADER_BYTES + TRAILER_BYTES || !skipHeader(gzip)) {
            return Taken.MALFORMED;
        }
        int declared = gzip.getInt(gzip.limit() - Integer.BYTES);
        inflater.reset();
        inflater.setInput(gzip.array(), gzip.arrayOffset() + gzip.position(), gzip.remaining());
        try {
            Taken taken = inflate(hint(declared, gzip.remaining()), into);
            return taken == Taken.TAKEN ? checked(gzip, into) : taken;
        } catch (DataFormatException _) {
            return Taken.MALFORMED;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private Taken inflate(int hint, Body into) throws DataFormatException {
        byte[] oneMore = new byte[1];
        Taken taken = into.extend(hint);
        while (taken == Taken.TAKEN) {
            ByteBuffer tail = into.tail();
            into.wrote(inflater.inflate(tail));
            if (inflater.finished()) {
                return Taken.TAKEN;
            }
            if (tail.hasRemaining()) {
                return Taken.MALFORMED; // the input has ended before the content
            }
            // The array is full, maybe with all there is: whether there is more tells a byte that has no place yet.
            if (inflater.inflate(oneMore) == 0) {
                return inflater.finished() ? Taken.TAKEN : Taken.MALFORMED;
            }
            taken = into.extend(into.length());
            if (taken == Taken.TAKEN) {
                into.tail().put(oneMore[0]);
                into.wrote(1);
            }
        }
        return taken;
    }

    /** Content of the declared size needs one allocation. */
    private static int hint(int declared, int compressed) {
        long usual = (long) compressed * USUAL_RATIO;
        return Math.clamp(Math.min(Integer.toUnsignedLong(declared), usual), 1, Integer.MAX_VALUE);
    }

    private Taken checked(ByteBuffer gzip, Body into) {
        if (inflater.getRemaining() != TRAILER_BYTES) {
            return Taken.MALFORMED;
        }
        checksum.reset();
        checksum.update(into.content());
        int trailer = gzip.limit() - TRAILER_BYTES;
        boolean isWhole = gzip.getInt(trailer) == (int) checksum.getValue()
                && gzip.getInt(trailer + Integer.BYTES) == into.length();
        return isWhole ? Taken.TAKEN : Taken.MALFORMED;
    }

    private static boolean skipHeader(ByteBuffer gzip) {
        int magic = Short.toUnsignedInt(Short.reverseBytes(gzip.getShort()));
        int method = gzip.get();
        int flags = gzip.get();
        if (magic != MAGIC || method != DEFLATE || (flags & RESERVED) != 0) {
            return false;
        }
        gzip.position(gzip.position() + HEADER_BYTES - 4);
        return ((flags & EXTRA) == 0 || skipExtra(gzip))
                && ((flags & NAME) == 0 || skipText(gzip))
                && ((flags & COMMENT) == 0 || skipText(gzip))
                && ((flags & HEADER_CHECKSUM) == 0 || skip(gzip, Short.BYTES));
    }

    private static boolean skipExtra(ByteBuffer gzip) {
        return gzip.remaining() >= Short.BYTES && skip(gzip, Short.toUnsignedInt(gzip.getShort()));
    }

    private static boolean skipText(ByteBuffer gzip) {
        while (gzip.hasRemaining()) {
            if (gzip.get() == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean skip(ByteBuffer gzip, int count) {
        if (gzip.remaining() < count) {
            return false;
        }
        gzip.position(gzip.position() + count);
        return true;
    }
}
