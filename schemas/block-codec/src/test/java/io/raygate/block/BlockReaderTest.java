// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.raygate.block.UnreadableBlock.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockReaderTest {

    private static final List<byte[]> BODIES = List.of(
            "{\"name\":\"checkout\",\"id\":\"70de5b6f19ff9a0a\"}".getBytes(StandardCharsets.UTF_8),
            "{\"name\":\"inventory\",\"id\":\"70de5b6f19ff9a0b\"}".getBytes(StandardCharsets.UTF_8));

    private final byte[] frame = Blocks.sealed(BODIES).frame();

    @Test
    void read_truncatedAtEveryByte_isNeverABlock() {
        for (int length = 0; length < frame.length; length++) {
            assertThat(Blocks.read(Arrays.copyOf(frame, length)))
                    .as("first %d of %d bytes", length, frame.length)
                    .isInstanceOf(UnreadableBlock.class);
        }
    }

    @Test
    void read_everyBitFlippedOnce_neverGivesAWrongDocument() {
        SegmentBlock sound = (SegmentBlock) Blocks.read(frame);
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertSoundOrRefused(Blocks.read(flipped), sound);
        }
    }

    @Test
    void read_manyBitsFlipped_neverGivesAWrongDocument() {
        SegmentBlock sound = (SegmentBlock) Blocks.read(frame);
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] flipped = frame.clone();
            for (int flips = 2 + random.nextInt(6); flips > 0; flips--) {
                flipped[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertSoundOrRefused(Blocks.read(flipped), sound);
        }
    }

    @Test
    void read_anyBytes_isRefused() {
        RandomParts.forSeeds(
                2_000, random -> assertThat(Blocks.read(random.bytes(300))).isInstanceOf(UnreadableBlock.class));
    }

    @Test
    void read_anyContentInASoundFrame_neverThrows() {
        RandomParts.forSeeds(
                2_000,
                random -> assertThat(Blocks.read(ProtobufOracleTest.frame(random.bytes(300))))
                        .isNotNull());
    }

    @Test
    void read_bytesBehindTheFrame_isRefused() {
        assertReason(Arrays.copyOf(frame, frame.length + 1), Reason.NOT_A_BLOCK);
    }

    @Test
    void read_twoFrames_isRefused() {
        byte[] twice = Arrays.copyOf(frame, frame.length * 2);
        System.arraycopy(frame, 0, twice, frame.length, frame.length);

        assertReason(twice, Reason.NOT_A_BLOCK);
    }

    @Test
    void read_frameWithoutChecksum_isRefused() {
        assertReason(Zstd.compress(new byte[100]), Reason.NOT_A_BLOCK);
    }

    @Test
    void read_frameWithoutContentSize_isRefused() {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setChecksum(true).setContentSize(false);
            assertReason(zstd.compress(new byte[5_000]), Reason.NOT_A_BLOCK);
        }
    }

    @Test
    void read_contentOverTheLimit_isRefused() {
        byte[] bomb = ProtobufOracleTest.frame(new byte[50_000_000]);

        assertThat(bomb.length).isLessThan(10_000);
        assertReason(bomb, Reason.TOO_LARGE);
    }

    @Test
    void read_declaredSizeOfManyExabytes_isRefusedBeforeAllocation() {
        ByteBuffer head = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xFD2FB528).put((byte) 0b1110_0100).putLong(-1L);

        assertReason(head.array(), Reason.TOO_LARGE);
    }

    @Test
    void read_frameThatNeedsADictionary_isRefused() {
        ByteBuffer head = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xFD2FB528).put((byte) 0b1010_0111).putInt(77).putInt(100);

        assertReason(head.array(), Reason.UNKNOWN_DICTIONARY);
    }

    @Test
    void read_newerVersionWithFieldsOfAnotherForm_isRefusedForItsVersion() {
        byte[] content = {
            BlockFormat.FORMAT_VERSION << 3, BlockFormat.VERSION + 1, BlockFormat.ORIGIN << 3, 7, (byte) 0xFF, 1
        };

        assertReason(ProtobufOracleTest.frame(content), Reason.UNSUPPORTED_VERSION);
    }

    @Test
    void read_afterARefusedFrame_readsTheNextOne() {
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            byte[] corrupt = frame.clone();
            corrupt[frame.length - 1] ^= 1;

            assertThat(reader.read(corrupt)).isInstanceOf(UnreadableBlock.class);
            assertThat(reader.read(frame)).isInstanceOf(SegmentBlock.class);
        }
    }

    @Test
    void read_moreLabelsThanAllowed_isRefused() {
        BlockRead read = Blocks.read(frame, new BlockLimits(100_000, 10, 10, 1));

        assertThat(read)
                .isInstanceOfSatisfying(
                        UnreadableBlock.class,
                        block -> assertThat(block.reason()).isEqualTo(Reason.TOO_MANY_ENTRIES));
    }

    private static void assertReason(byte[] frame, Reason reason) {
        assertThat(Blocks.read(frame))
                .isInstanceOfSatisfying(
                        UnreadableBlock.class,
                        block -> assertThat(block.reason()).as(block.message()).isEqualTo(reason));
    }

    /** A flip in a bit that Zstandard leaves unused changes nothing: then the documents must be the ones sent. */
    private static void assertSoundOrRefused(BlockRead read, SegmentBlock sound) {
        if (read instanceof SegmentBlock block) {
            assertThat(block.documents())
                    .extracting(Document::text)
                    .containsExactly(
                            sound.documents().get(0).text(),
                            sound.documents().get(1).text());
            assertThat(block.origin()).isEqualTo(sound.origin());
        }
    }
}
