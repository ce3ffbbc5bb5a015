// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Requests of PutRecords in CBOR (RFC 8949), a third smaller than in JSON, where frames are base64:
 *
 * <pre>
 * { "StreamName" | "StreamARN": text, "Records": [ { "Data": bytes, "PartitionKey": text of 32 } ... ] }
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords, Kinesis API
 *     reference, read 2026-11-22</a>
 */
final class PutRecordsRequest {

    private static final int BYTES = 2 << 5;
    private static final int TEXT = 3 << 5;
    private static final int LIST = 4 << 5;
    private static final int MAP = 5 << 5;
    private static final int INLINE = 24;
    private static final int ONE_BYTE = 24;
    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;

    private static final byte[] RECORDS = text("Records");
    private static final byte[] DATA = text("Data");
    private static final byte[] PARTITION_KEY = text("PartitionKey");

    /** Beside the frame and its head: the map, two keys, and the partition key with its head. */
    private static final int RECORD_BYTES = 1 + DATA.length + PARTITION_KEY.length + 2 + 32;

    private final byte[] head;

    /** @param stream name or ARN */
    PutRecordsRequest(String stream) {
        byte[] key = text(stream.startsWith("arn:") ? "StreamARN" : "StreamName");
        byte[] value = text(stream);
        this.head = ByteBuffer.allocate(1 + key.length + value.length + RECORDS.length)
                .put((byte) (MAP + 2))
                .put(key)
                .put(value)
                .put(RECORDS)
                .array();
    }

    /** The body of a call. */
    byte[] of(List<SealedBlock> blocks, RandomGenerator keys) {
        byte[] body = new byte[bytes(blocks)];
        ByteBuffer out = ByteBuffer.wrap(body);
        out.put(head);
        putHead(LIST, blocks.size(), out);
        for (SealedBlock block : blocks) {
            out.put((byte) (MAP + 2)).put(DATA);
            putHead(BYTES, block.frame().length, out);
            out.put(block.frame()).put(PARTITION_KEY).put(text(partitionKey(keys)));
        }
        return body;
    }

    private int bytes(List<SealedBlock> blocks) {
        long bytes = (long) head.length + headBytes(blocks.size());
        for (SealedBlock block : blocks) {
            bytes += RECORD_BYTES + headBytes(block.frame().length) + block.frame().length;
        }
        return Math.toIntExact(bytes);
    }

    /** 128 random bits: Kinesis takes the MD5 of it, so every block lands on any shard with the shard's share. */
    static String partitionKey(RandomGenerator keys) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(keys.nextLong()) + hex.toHexDigits(keys.nextLong());
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] item = new byte[headBytes(utf8.length) + utf8.length];
        ByteBuffer out = ByteBuffer.wrap(item);
        putHead(TEXT, utf8.length, out);
        out.put(utf8);
        return item;
    }

    private static int headBytes(int argument) {
        if (argument < INLINE) {
            return 1;
        }
        if (argument < 1 << 8) {
            return 2;
        }
        return argument < 1 << 16 ? 3 : 5;
    }

    private static void putHead(int major, int argument, ByteBuffer out) {
        if (argument < INLINE) {
            out.put((byte) (major + argument));
        } else if (argument < 1 << 8) {
            out.put((byte) (major + ONE_BYTE)).put((byte) argument);
        } else if (argument < 1 << 16) {
            out.put((byte) (major + TWO_BYTES)).putShort((short) argument);
        } else {
            out.put((byte) (major + FOUR_BYTES)).putInt(argument);
        }
    }
}
