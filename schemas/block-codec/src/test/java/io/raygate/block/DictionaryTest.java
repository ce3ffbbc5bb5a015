// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.raygate.block.UnreadableBlock.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DictionaryTest {

    /** Magic, then the descriptor: content size in 4 bytes of a single segment, checksum, dictionary id in 4 bytes. */
    private static final int ID_OFFSET = 5;

    private static final List<byte[]> BODIES =
            List.of("{\"name\":\"checkout\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1.7E9}"
                    .getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void bytes_eachDictionary_hasItsIdAndIsOfModestSize(Dictionary dictionary) {
        byte[] shipped = Dictionaries.bytes(dictionary);

        assertThat(Zstd.getDictIdFromDict(shipped)).isEqualTo(dictionary.id());
        assertThat(shipped).hasSizeBetween(64 * 1024, 110 * 1024);
        assertThat(Dictionary.withId(dictionary.id())).contains(dictionary);
    }

    @Test
    void withId_unknown_isEmpty() {
        assertThat(Dictionary.withId(0x5247_7777L)).isEmpty();
        assertThat(Dictionary.withId(0xFFFF_FFFFL)).isEmpty();
    }

    @Test
    void seal_byDefault_namesTheNewestDictionaryInTheHeader() {
        assertThat(dictionaryIdOf(Blocks.sealed(BODIES).frame()))
                .isEqualTo(Dictionary.newest().id());
    }

    @Test
    void seal_withoutDictionary_namesNoneInTheHeader() {
        assertThat(dictionaryIdOf(sealed(Dictionary.NONE, 3))).isZero();
    }

    @Test
    void seal_withDictionary_isSmallerThanWithout() {
        assertThat(sealed(Dictionary.VERSION_1, 3).length).isLessThan(sealed(Dictionary.NONE, 3).length);
    }

    @Test
    void read_framesWithAndWithoutDictionaryInTurn_readsAll() {
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (Dictionary dictionary : List.of(
                    Dictionary.NONE, Dictionary.VERSION_1, Dictionary.NONE, Dictionary.NONE, Dictionary.VERSION_1)) {
                assertThat(reader.read(sealed(dictionary, 3)))
                        .isInstanceOfSatisfying(
                                SegmentBlock.class,
                                block -> assertThat(block.documents().getFirst().body())
                                        .isEqualTo(BODIES.getFirst()));
            }
        }
    }

    @Test
    void read_frameOfADictionaryNotShipped_isRefusedAndTheNextOneRead() {
        byte[] frame = Blocks.sealed(BODIES).frame();
        byte[] ofTheFuture = frame.clone();
        int id = Dictionary.newest().id() + 1;
        ByteBuffer.wrap(ofTheFuture).order(ByteOrder.LITTLE_ENDIAN).putInt(ID_OFFSET, id);

        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            assertThat(reader.read(ofTheFuture))
                    .isEqualTo(new UnreadableBlock(Reason.UNKNOWN_DICTIONARY, "unknown dictionary: id=" + id));
            assertThat(reader.read(frame)).isInstanceOf(SegmentBlock.class);
        }
    }

    @Test
    void read_contentOverTheLimitWithDictionary_isRefused() {
        assertThat(Blocks.read(Blocks.sealed(List.of(new byte[200_000])).frame(), new BlockLimits(100_000, 10, 10)))
                .isInstanceOfSatisfying(
                        UnreadableBlock.class,
                        block -> assertThat(block.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void forWriting_sameLevel_isDigestedOnce() {
        assertThat(Dictionaries.forWriting(Dictionary.VERSION_1, 3))
                .isSameAs(Dictionaries.forWriting(Dictionary.VERSION_1, 3))
                .isNotSameAs(Dictionaries.forWriting(Dictionary.VERSION_1, 1));
        assertThat(Dictionaries.forReading(Dictionary.VERSION_1))
                .isSameAs(Dictionaries.forReading(Dictionary.VERSION_1));
    }

    @Test
    void forWriting_levelOutOfRange_isRefused() {
        assertThatThrownBy(() -> new BlockWriter(Blocks.ORIGIN, 4_096, 23))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("level=23");
    }

    /** What {@link Compressor} sets in place of zstd's own choice. */
    @Test
    void seal_fullBlockAtTheFastestLevel_isSmallerThanByZstdsOwnParameters() {
        List<byte[]> bodies = IntStream.range(0, 90)
                .mapToObj(DictionaryTest::segment)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        SealedBlock plain = sealed(bodies, Dictionary.NONE, 1);
        byte[] content = Zstd.decompress(plain.frame(), plain.contentBytes());

        byte[] byZstd;
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            byZstd = zstd.setLevel(1)
                    .loadDict(Dictionaries.forWriting(Dictionary.VERSION_1, 1))
                    .compress(content);
        }

        assertThat(sealed(bodies, Dictionary.VERSION_1, 1).frame()).hasSizeLessThan(byZstd.length * 98 / 100);
    }

    /** Of one of 12 services, which have little in common but what every segment says. */
    private static String segment(int number) {
        int service = number % 12;
        SplittableRandom words = new SplittableRandom(service);
        StringBuilder metadata = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            metadata.append("\"")
                    .append(Long.toString(words.nextLong(), 36))
                    .append("\":")
                    .append(number * i)
                    .append(',');
        }
        return """
                {"name":"service-%1$d","id":"%2$016x","trace_id":"1-6b0233ae-%3$024x","start_time":1795310445.%4$d,\
                "end_time":1795310446.%4$d,"http":{"request":{"method":"GET","url":"https://%5$s.example/items/%4$d"},\
                "response":{"status":200,"content_length":%4$d}},"metadata":{"default":{%6$s"end":0}}}\
                """.formatted(
                        service,
                        new SplittableRandom(number).nextLong(),
                        new SplittableRandom(-number).nextLong() >>> 1,
                        number,
                        Long.toString(words.nextLong() >>> 1, 36),
                        metadata);
    }

    @Test
    void seal_manyThreadsWithOneDictionary_eachReadsItsOwn() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> rounds = IntStream.range(0, 400)
                    .mapToObj(round -> threads.submit(() -> roundTrips("body of round " + round)))
                    .toList();
            for (Future<Boolean> round : rounds) {
                assertThat(round.get()).isTrue();
            }
        }
    }

    /** What the native image must keep: names that only native code and {@code getResource} know. */
    @Test
    void reachabilityMetadata_namesInIt_exist() throws IOException, ReflectiveOperationException {
        String metadata = text("/META-INF/native-image/io.raygate/block-codec/reachability-metadata.json");

        Matcher types = Pattern.compile("\"type\": \"([^\"]+)\"").matcher(metadata);
        int count = 0;
        for (; types.find(); count++) {
            assertThat(Class.forName(types.group(1))
                            .getDeclaredField("nativePtr")
                            .getType())
                    .isEqualTo(long.class);
        }
        assertThat(count).isEqualTo(2);
        assertThat(metadata).contains("io/raygate/block/dictionary-*.zdict", "linux/amd64/libzstd-jni-*.so");
    }

    private static boolean roundTrips(String body) {
        SegmentBlock block = (SegmentBlock) Blocks.read(
                Blocks.sealed(List.of(body.getBytes(StandardCharsets.UTF_8))).frame());
        return block.documents().getFirst().text().equals(body);
    }

    private static byte[] sealed(Dictionary dictionary, int level) {
        return sealed(BODIES, dictionary, level).frame();
    }

    private static SealedBlock sealed(List<byte[]> bodies, Dictionary dictionary, int level) {
        try (BlockWriter writer = new BlockWriter(Blocks.ORIGIN, 1 << 18, level, dictionary)) {
            bodies.forEach(body -> writer.append(0, DocumentKind.XRAY_JSON, 1, ByteBuffer.wrap(body)));
            return writer.seal();
        }
    }

    private static long dictionaryIdOf(byte[] frame) {
        return FrameHeader.parse(frame).orElseThrow().dictionaryId();
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = DictionaryTest.class.getResourceAsStream(resource)) {
            assertThat(stream).as(resource).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
