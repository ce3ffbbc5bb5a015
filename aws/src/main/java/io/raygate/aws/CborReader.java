// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of services that speak CBOR, such as Kinesis with {@code application/x-amz-cbor-1.1}. Memory is bounded by the
 * size of the answer and by {@value #MAX_ITEMS} items, since an empty map of a byte takes some fifty in memory: a length is
 * believed only where that many bytes follow. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949, CBOR, sections 3 and 3.2</a>
 */
public final class CborReader {

    private static final int MAX_DEPTH = 16;

    /** An answer of PutRecords has nine at most for each of 500 records. */
    private static final int MAX_ITEMS = 10_000;

    private static final int MAJOR_SHIFT = 5;
    private static final int INFO_MASK = 0x1F;
    private static final int ONE_BYTE = 24;
    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;
    private static final int EIGHT_BYTES = 27;
    private static final int INDEFINITE = 31;
    private static final byte BREAK = (byte) 0xFF;

    private final ByteBuffer in;
    private int items;

    private CborReader(byte[] item) {
        this.in = ByteBuffer.wrap(item);
    }

    /**
     * The one item in these bytes: a {@link Map} with texts as keys, a {@link List}, {@link String}, {@code byte[]}, {@link
     * Long}, {@link Double}, {@link Boolean} or null. Tags are passed over.
     *
     * @throws UnexpectedAnswerException where this is not CBOR, nested more than 16 deep, or of more than {@value #MAX_ITEMS} items
     */
    public static @Nullable Object read(byte[] item) {
        CborReader reader = new CborReader(item);
        try {
            Object value = reader.value(0);
            if (reader.in.hasRemaining()) {
                throw malformed("bytes follow it");
            }
            return value;
        } catch (BufferUnderflowException _) {
            throw malformed("it ends too early");
        }
    }

    /** Whether these bytes begin as a CBOR map does, and as no JSON text can. */
    static boolean isMap(byte[] item) {
        return item.length > 0 && (item[0] & 0xFF) >>> MAJOR_SHIFT == 5;
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("it is nested too deeply");
        }
        if (++items > MAX_ITEMS) {
            throw malformed("it has too many items");
        }
        int head = in.get() & 0xFF;
        int info = head & INFO_MASK;
        return switch (head >>> MAJOR_SHIFT) {
            case 0 -> argument(info);
            case 1 -> -1 - argument(info);
            case 2 -> bytes(info, 2);
            case 3 -> text(info);
            case 4 -> list(info, depth);
            case 5 -> map(info, depth);
            case 6 -> {
                argument(info);
                yield value(depth + 1);
            }
            default -> simple(info);
        };
    }

    private long argument(int info) {
        return switch (info) {
            case ONE_BYTE -> in.get() & 0xFF;
            case TWO_BYTES -> in.getShort() & 0xFFFF;
            case FOUR_BYTES -> in.getInt() & 0xFFFF_FFFFL;
            case EIGHT_BYTES -> in.getLong();
            default -> {
                if (info > ONE_BYTE) {
                    throw malformed("a head is reserved");
                }
                yield info;
            }
        };
    }

    /** Of bytes, or of elements with a byte each at least. */
    private int length(int info) {
        long length = argument(info);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) length;
    }

    private String text(int info) {
        return new String(bytes(info, 3), StandardCharsets.UTF_8);
    }

    /** @param major of the chunks, where it comes in chunks */
    private byte[] bytes(int info, int major) {
        if (info != INDEFINITE) {
            byte[] bytes = new byte[length(info)];
            in.get(bytes);
            return bytes;
        }
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        while (!isBreak()) {
            int head = in.get() & 0xFF;
            if (head >>> MAJOR_SHIFT != major || (head & INFO_MASK) == INDEFINITE) {
                throw malformed("a chunk is of another type");
            }
            chunks.writeBytes(bytes(head & INFO_MASK, major));
        }
        return chunks.toByteArray();
    }

    private List<@Nullable Object> list(int info, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = elements(info); hasNext(left); left--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int info, int depth) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int left = elements(info); hasNext(left); left--) {
            if (!(value(depth + 1) instanceof String key)) {
                throw malformed("a key is not a text");
            }
            map.put(key, value(depth + 1));
        }
        return map;
    }

    /** Negative until a break. */
    private int elements(int info) {
        return info == INDEFINITE ? -1 : length(info);
    }

    private boolean hasNext(int left) {
        return left < 0 ? !isBreak() : left > 0;
    }

    /** Takes the break where there is one. */
    private boolean isBreak() {
        boolean isBreak = in.get() == BREAK;
        if (!isBreak) {
            in.position(in.position() - 1);
        }
        return isBreak;
    }

    private @Nullable Object simple(int info) {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case TWO_BYTES -> (double) Float.float16ToFloat(in.getShort());
            case FOUR_BYTES -> (double) in.getFloat();
            case EIGHT_BYTES -> in.getDouble();
            default -> throw malformed("a value is not known");
        };
    }

    private static UnexpectedAnswerException malformed(String how) {
        return new UnexpectedAnswerException("the answer is not CBOR: " + how);
    }
}
