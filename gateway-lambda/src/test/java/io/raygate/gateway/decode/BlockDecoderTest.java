// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import com.github.luben.zstd.ZstdCompressCtx;
import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.gateway.Events;
import io.raygate.gateway.RawBlocks;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BlockDecoderTest {

    private static final int MAGIC = 0xFD2FB528;
    /** Eight bytes of content size, one segment, checksum; RFC 8878, section 3.1.1.1.1. */
    private static final byte SIZE_AND_CHECKSUM = (byte) 0b1110_0100;
    /** Four bytes of content size, one segment, checksum, four bytes of dictionary id. */
    private static final byte SIZE_CHECKSUM_AND_DICTIONARY = (byte) 0b1010_0111;

    private final BlockDecoder decoder = new BlockDecoder(new Limits());

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("CORRUPT", corrupt()),
                arguments("TOO_LARGE", bomb()),
                arguments("UNKNOWN_DICTIONARY", unknownDictionary()),
                arguments("UNSUPPORTED_VERSION", newerVersion()),
                arguments(
                        "TOO_MANY_ENTRIES",
                        new RawBlocks(1).documents(1_001, "").frame()),
                arguments(
                        "TOO_MANY_ENTRIES", new RawBlocks(1).workloads(1_001, 0).frame()),
                arguments("TOO_MANY_ENTRIES", new RawBlocks(1).workloads(20, 80).frame()),
                arguments("NOT_A_BLOCK", new byte[] {1, 2, 3}),
                arguments("NOT_A_BLOCK", new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void decode_recordThatCannotBeRead_isSetAsideAndHoldsUpNoOther(String code, byte[] data) {
        KinesisEvent event = new KinesisEvent(
                TenantId.UNKNOWN,
                List.of(
                        Events.record(0, List.of(Events.segment(1))),
                        new KinesisRecord(1, "1", data),
                        Events.record(2, List.of(Events.segment(2)))));

        DecodedEvent decoded = decoder.portions(event).next().decoded();

        assertThat(decoded.documents())
                .extracting(received -> received.document().text())
                .containsExactly(Events.segment(1), Events.segment(2));
        assertThat(decoded.unreadable()).hasSize(1);
        assertThat(decoded.unreadable().getFirst().code()).isEqualTo(code);
        assertThat(decoded.unreadable().getFirst().recordIndex()).isEqualTo(1);
        assertThat(decoded.unreadable().getFirst().data()).isEqualTo(data);
    }

    @Test
    void decode_documents_knowTheirBlock() {
        KinesisEvent event = new KinesisEvent(TenantId.UNKNOWN, List.of(Events.record(0, List.of(Events.segment(1)))));

        ReceivedDocument received =
                decoder.portions(event).next().decoded().documents().getFirst();

        assertThat(received.origin().producerId()).isEqualTo(1);
        assertThat(received.workload()).isEmpty();
    }

    private static byte[] corrupt() {
        byte[] frame = Events.block(List.of(Events.segment(1)));
        frame[frame.length - 1] ^= 1;
        return frame;
    }

    private static byte[] bomb() {
        return ByteBuffer.allocate(13)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .put(SIZE_AND_CHECKSUM)
                .putLong(1L << 40)
                .array();
    }

    private static byte[] unknownDictionary() {
        return ByteBuffer.allocate(13)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .put(SIZE_CHECKSUM_AND_DICTIONARY)
                .putInt(0x7FFF_0001)
                .putInt(100)
                .array();
    }

    /** A message whose field 1, the version, is 99. */
    private static byte[] newerVersion() {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            return zstd.setChecksum(true).setContentSize(true).compress(new byte[] {8, 99});
        }
    }

    record Limits() implements DecodeConfig {

        @Override
        public MemorySize maxBlockContent() {
            return new MemorySize(BigInteger.valueOf(8 << 20));
        }

        @Override
        public int maxBlockDocuments() {
            return 1_000;
        }

        @Override
        public int maxBlockWorkloads() {
            return 1_000;
        }

        @Override
        public MemorySize maxPortion() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }

        @Override
        public int maxPortionDocuments() {
            return 1_000;
        }

        @Override
        public int maxBlockLabels() {
            return 1_000;
        }
    }
}
