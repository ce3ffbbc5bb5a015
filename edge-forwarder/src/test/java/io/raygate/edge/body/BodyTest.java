// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.body;

import io.netty.buffer.Unpooled;
import io.raygate.edge.body.Body.Taken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyTest {

    private static final int MIB = 1024 * 1024;

    private final PendingBytes bound = new PendingBytes(4 * MIB);
    private final Gunzip gunzip = new Gunzip();

    @AfterEach
    void close() {
        gunzip.close();
    }

    @Test
    void append_parts_areOneBodyAndReservedAsTheyCame() {
        var body = new Body(bound, 1000);

        assertThat(append(body, bytes(300, 1))).isEqualTo(Taken.TAKEN);
        assertThat(append(body, bytes(300, 2))).isEqualTo(Taken.TAKEN);

        assertThat(bound.held()).isEqualTo(600);
        assertThat(Arrays.copyOf(body.toArray(), 300)).isEqualTo(bytes(300, 1));
        assertThat(Arrays.copyOfRange(body.toArray(), 300, 600)).isEqualTo(bytes(300, 2));
        body.release();
        body.release();
        assertThat(bound.held()).isZero();
    }

    @Test
    void append_announcedBytes_areAllocatedOnceHalfOfThemHasCome() {
        var body = new Body(bound, 10_000);
        body.expect(9_000);

        append(body, bytes(5_000, 1));
        append(body, bytes(4_000, 2));

        assertThat(bound.held()).isEqualTo(9_000);
        assertThat(body.toArray()).isSameAs(body.toArray()).hasSize(9_000);
        assertThat(append(body, bytes(1_000, 3))).isEqualTo(Taken.TAKEN);
        assertThat(append(body, bytes(1, 3))).isEqualTo(Taken.TOO_LARGE);
    }

    @Test
    void append_moreThanTheBodyMayHave_isTooLarge() {
        var body = new Body(bound, 1000);

        assertThat(append(body, bytes(1000, 1))).isEqualTo(Taken.TAKEN);
        assertThat(append(body, bytes(1, 1))).isEqualTo(Taken.TOO_LARGE);
        assertThat(body.length()).isEqualTo(1000);
    }

    @Test
    void append_moreThanAllMayHave_hasNoRoomUntilAnotherIsReleased() {
        var one = new Body(bound, 4 * MIB);
        var other = new Body(bound, 4 * MIB);
        append(one, bytes(4 * MIB, 1));

        assertThat(append(other, bytes(1, 1))).isEqualTo(Taken.NO_ROOM);
        one.release();
        assertThat(append(other, bytes(1, 1))).isEqualTo(Taken.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 4096, 100_000, MIB})
    void gunzip_content_isWhatWasCompressedAndReservedAsSuch(int size) {
        byte[] content = bytes(size, 5);
        var body = new Body(bound, 2 * MIB);
        append(body, new byte[5]);
        append(body, gzip(content));

        assertThat(body.gunzip(gunzip, 5, MIB)).isEqualTo(Taken.TAKEN);

        assertThat(body.toArray()).isEqualTo(content);
        assertThat(bound.held()).isEqualTo(size);
        body.release();
        assertThat(bound.held()).isZero();
    }

    @Test
    void gunzip_bomb_stopsAtItsBound() {
        byte[] bomb = gzip(new byte[64 * MIB]);
        var body = new Body(bound, MIB);
        append(body, bomb);

        assertThat(body.gunzip(gunzip, 0, MIB)).isEqualTo(Taken.TOO_LARGE);
        assertThat(bound.held()).isEqualTo(bomb.length);
    }

    @Test
    void gunzip_whileOthersHoldTheRoom_hasNone() {
        var other = new Body(bound, 4 * MIB);
        append(other, bytes(3 * MIB, 1));
        var body = new Body(bound, MIB);
        byte[] large = gzip(new byte[2 * MIB]);
        append(body, large);

        assertThat(body.gunzip(gunzip, 0, 2 * MIB)).isEqualTo(Taken.NO_ROOM);
        assertThat(bound.held()).isEqualTo(3 * MIB + large.length);
        other.release();
        assertThat(body.gunzip(gunzip, 0, 2 * MIB)).isEqualTo(Taken.TAKEN);
    }

    @Test
    void gunzip_cutAtAnyByte_isMalformed() {
        byte[] whole = gzip(bytes(500, 3));
        for (int length = 0; length < whole.length; length++) {
            var body = new Body(bound, MIB);
            append(body, Arrays.copyOf(whole, length));

            assertThat(body.gunzip(gunzip, 0, MIB)).as("cut at %d", length).isEqualTo(Taken.MALFORMED);
            body.release();
        }
        assertThat(bound.held()).isZero();
    }

    @Test
    void gunzip_bytesAfterTheEnd_isMalformed() {
        var body = new Body(bound, MIB);
        append(body, gzip(bytes(50, 3)));
        append(body, gzip(bytes(50, 4)));

        assertThat(body.gunzip(gunzip, 0, MIB)).isEqualTo(Taken.MALFORMED);
    }

    @Test
    void gunzip_flippedBits_neverGivesOtherContent() {
        byte[] content = bytes(2000, 7);
        byte[] whole = gzip(content);
        var random = new SplittableRandom(11);
        for (int i = 0; i < 5000; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            var body = new Body(bound, MIB);
            append(body, flipped);

            if (body.gunzip(gunzip, 0, MIB) == Taken.TAKEN) {
                assertThat(body.toArray()).isEqualTo(content); // a bit of the header's time, say
            }
            body.release();
            assertThat(bound.held()).isZero();
        }
    }

    @Test
    void gunzip_headerWithAllItsFields_isRead() {
        byte[] plain = gzip(bytes(50, 3));
        var all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 0x02 | 0x04 | 0x08 | 0x10, 0, 0, 0, 0, 0, 3});
        all.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 0, 9, 9});
        all.write(plain, 10, plain.length - 10);
        var body = new Body(bound, MIB);
        append(body, all.toByteArray());

        assertThat(body.gunzip(gunzip, 0, MIB)).isEqualTo(Taken.TAKEN);
        assertThat(body.toArray()).isEqualTo(bytes(50, 3));
    }

    private static Taken append(Body body, byte[] part) {
        return body.append(Unpooled.wrappedBuffer(part));
    }

    /** Half of it can be compressed. */
    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        Arrays.fill(bytes, 0, size / 2, (byte) 'a');
        return bytes;
    }

    private static byte[] gzip(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
