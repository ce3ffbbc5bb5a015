// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.BlockWriter;
import io.raygate.block.Document;
import io.raygate.block.Origin;
import io.raygate.block.SealedBlock;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.edge.block.BlockAssembler.SealCause;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.workload.EntrySize;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockAssemblerTest {

    private static final long LINGER_NANOS = 1_000;
    private static final long MAX_LINGER_NANOS = 3_000;

    private static final int MAX_FRAME_BYTES = 25_568;

    private final List<SealedBlock> sealed = new ArrayList<>();
    private final List<SealCause> causes = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Map<InetAddress, Workload> workloads = new HashMap<>();
    private long nowNanos = 5_000_000;
    private int unknownSenders;

    @Test
    void onDocument_enoughDocuments_sealsTheBlock() {
        BlockAssembler assembler = assembler(3);

        for (int i = 0; i < 7; i++) {
            assembler.onDocument(document("doc " + i), address("127.0.0.2"), i);
        }

        assertThat(sealed).extracting(SealedBlock::documents).containsExactly(3, 3);
        assertThat(sealed).extracting(SealedBlock::sequence).containsExactly(0L, 1L);
        assertThat(ledger.balance().buffered()).isEqualTo(7);
    }

    @Test
    void onDocument_noRoomLeft_sealsFirstAndLosesNothing() {
        BlockAssembler assembler = assembler(1_000);
        String body = "x".repeat(30_000);

        for (int i = 0; i < 7; i++) {
            assembler.onDocument(document(body), address("127.0.0.2"), i);
        }
        assembler.onClose();

        assertThat(sealed).hasSizeGreaterThan(2);
        assertThat(sealed.stream().mapToInt(SealedBlock::documents).sum()).isEqualTo(7);
        assertThat(sealed)
                .allSatisfy(block -> assertThat(block.contentBytes()).isLessThan(SealLimits.MIN_CONTENT_BYTES));
    }

    @Test
    void onDocument_largestDatagram_fitsTheSmallestBlock() {
        BlockAssembler assembler = assembler(1_000);

        assembler.onDocument(document("y".repeat(65_507)), address("2001:db8::1"), 1);
        assembler.onClose();

        assertThat(read(sealed.getFirst()).documents().getFirst().length()).isEqualTo(65_507);
    }

    @Test
    void onPause_beforeTheLingerTime_keepsTheBlockOpen() {
        BlockAssembler assembler = assembler(1_000);
        assembler.onDocument(document("a"), address("127.0.0.2"), 1);

        nowNanos += LINGER_NANOS - 1;
        assembler.onPause();
        assertThat(sealed).isEmpty();

        nowNanos += 1;
        assembler.onPause();
        assertThat(sealed).hasSize(1);
    }

    @Test
    void onPause_blockThatFills_waitsInProportion() {
        BlockAssembler assembler = assembler(10);
        addDocuments(assembler, 4);

        nowNanos += LINGER_NANOS;
        assertThat(assembler.onPause()).isEqualTo(200);
        addDocuments(assembler, 2);
        assertThat(assembler.onPause()).isEqualTo(800);
        nowNanos += 799;
        assertThat(assembler.onPause()).isEqualTo(1);
        assertThat(sealed).isEmpty();

        nowNanos += 1;
        assembler.onPause();
        assertThat(sealed).extracting(SealedBlock::documents).containsExactly(6);
        assertThat(causes).containsExactly(SealCause.AGE);
    }

    @Test
    void onPause_blockThatFillsInTime_isSealedBySizeAlone() {
        BlockAssembler assembler = assembler(10);

        for (int i = 0; i < 40; i++) {
            addDocuments(assembler, 1);
            nowNanos += MAX_LINGER_NANOS / 20;
            assembler.onPause();
        }

        assertThat(causes).containsOnly(SealCause.COUNT);
        assertThat(sealed).extracting(SealedBlock::documents).containsOnly(10);
    }

    @Test
    void onPause_lingerBeyondTheLongest_countsAlone() {
        SealLimits limits = new SealLimits(10, MAX_LINGER_NANOS, LINGER_NANOS, Integer.MAX_VALUE);

        assertThat(limits.lingerNanos(9, 1)).isEqualTo(MAX_LINGER_NANOS);
    }

    @Test
    void lingerNanos_frameFullerThanTheCount_countsTheFrame() {
        SealLimits limits = new SealLimits(1_000, LINGER_NANOS, MAX_LINGER_NANOS, MAX_FRAME_BYTES);

        assertThat(limits.lingerNanos(1, MAX_FRAME_BYTES / 2)).isEqualTo(MAX_LINGER_NANOS / 2);
        assertThat(limits.lingerNanos(1, 2 * MAX_FRAME_BYTES)).isEqualTo(MAX_LINGER_NANOS);
    }

    @Test
    void onPause_emptyBlock_sealsNothing() {
        BlockAssembler assembler = assembler(1_000);

        nowNanos += LINGER_NANOS * 2;
        assembler.onPause();
        assembler.onClose();

        assertThat(sealed).isEmpty();
    }

    @Test
    void onDocument_severalSources_areNotedOncePerBlock() {
        BlockAssembler assembler = assembler(4);
        for (String source : List.of("127.0.0.2", "127.0.0.3", "127.0.0.2", "2001:db8::7", "127.0.0.3", "127.0.0.2")) {
            assembler.onDocument(document("from " + source), address(source), 42);
        }
        assembler.onClose();

        SegmentBlock first = read(sealed.getFirst());
        assertThat(first.workloads())
                .extracting(Workload::address)
                .containsExactly("127.0.0.2", "127.0.0.3", "2001:db8:0:0:0:0:0:7");
        assertThat(first.documents()).extracting(Document::workload).containsExactly(1, 2, 1, 3);
        SegmentBlock second = read(sealed.get(1));
        assertThat(second.workloads()).extracting(Workload::address).containsExactly("127.0.0.3", "127.0.0.2");
        assertThat(second.documents()).extracting(Document::text).containsExactly("from 127.0.0.3", "from 127.0.0.2");
        assertThat(second.documents()).extracting(Document::receivedUnixNanos).containsOnly(42L);
    }

    @Test
    void onDocument_documentsAlike_fillsFramesWithoutCrossing() {
        BlockWriter writer = new BlockWriter(Origin.unknown(1), 1024 * 1024, 3);
        BlockAssembler assembler =
                assembler(new SealLimits(100_000, LINGER_NANOS, LINGER_NANOS, MAX_FRAME_BYTES), writer);
        SplittableRandom random = new SplittableRandom(11);

        for (int i = 0; i < 8_000; i++) {
            assembler.onDocument(document(segment(random)), address("127.0.0.2"), i);
        }

        List<SealedBlock> settled = sealed.subList(10, sealed.size());
        assertThat(settled).hasSizeGreaterThan(15);
        assertThat(causes).containsOnly(SealCause.SIZE);
        assertThat(settled.stream()
                        .mapToInt(block -> block.frame().length)
                        .average()
                        .orElse(0))
                .isGreaterThan(MAX_FRAME_BYTES * 0.9);
        assertThat(settled.stream()
                        .filter(block -> block.frame().length > MAX_FRAME_BYTES)
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void onDocument_largeOneBetweenOthers_hasABlockOfItsOwn() {
        BlockAssembler assembler = assembler(1_000);
        assembler.onDocument(document("a"), address("127.0.0.2"), 1);

        assembler.onDocument(document("x".repeat(SealLimits.LARGE_DOCUMENT_BYTES)), address("127.0.0.2"), 1);
        assembler.onDocument(document("b"), address("127.0.0.2"), 1);
        assembler.onClose();

        assertThat(sealed).extracting(SealedBlock::documents).containsExactly(1, 1, 1);
        assertThat(causes).containsExactly(SealCause.LARGE, SealCause.LARGE, SealCause.CLOSE);
    }

    private static String segment(SplittableRandom random) {
        String ids = "{\"id\":\"%016x\",\"trace_id\":\"1-%08x-%016x\",\"start_time\":17%08d.%03d"
                .formatted(
                        random.nextLong(),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextInt(100_000_000),
                        random.nextInt(1_000));
        String calls = "{\"name\":\"orders\",\"namespace\":\"remote\"},".repeat(random.nextInt(12));
        String note = ",\"note\":\"%016x%016x%016x%016x%016x\""
                .formatted(
                        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return ids + note + ",\"name\":\"shop\",\"subsegments\":[" + calls + "{}]}";
    }

    @Test
    void onDocument_knownWorkloads_travelInTheBlocksThatReferToThem() {
        workloads.put(address("127.0.0.2"), pod("127.0.0.2", "storefront-1"));
        workloads.put(address("127.0.0.3"), pod("127.0.0.3", "checkout-1"));
        BlockAssembler assembler = assembler(2);
        for (String source : List.of("127.0.0.2", "127.0.0.2", "127.0.0.3", "127.0.0.9")) {
            assembler.onDocument(document("from " + source), address(source), 42);
        }

        assertThat(read(sealed.getFirst()).workloads()).containsExactly(pod("127.0.0.2", "storefront-1"));
        assertThat(read(sealed.get(1)).workloads())
                .containsExactly(pod("127.0.0.3", "checkout-1"), Workload.ofAddress("127.0.0.9"));
        assertThat(unknownSenders).isEqualTo(1);
    }

    @Test
    void onDocument_podReplacedWhileTheBlockIsOpen_getsAnEntryOfItsOwn() {
        BlockAssembler assembler = assembler(4);
        for (String pod : List.of("old", "old", "new", "new")) {
            if (workloads.values().stream().noneMatch(known -> known.pod().equals(pod))) {
                workloads.put(address("127.0.0.2"), pod("127.0.0.2", pod));
            }
            assembler.onDocument(document(pod), address("127.0.0.2"), 42);
        }

        SegmentBlock block = read(sealed.getFirst());
        assertThat(block.workloads()).extracting(Workload::pod).containsExactly("old", "new");
        assertThat(block.documents()).extracting(Document::workload).containsExactly(1, 1, 2, 2);
    }

    @Test
    void onDocument_largestEntryAndLargestDatagram_fitTheSmallestBlock() {
        String label = "\u20ac".repeat((EntrySize.MAX_BYTES - 200) / 3);
        workloads.put(
                address("127.0.0.2"),
                new Workload("127.0.0.2", "shop", "p", "", "", "", "", "", Map.of("label", label)));
        BlockAssembler assembler = assembler(1_000);

        for (int i = 0; i < 3; i++) {
            assembler.onDocument(document("y".repeat(65_507)), address("127.0.0.2"), 1);
        }
        assembler.onClose();

        assertThat(sealed)
                .hasSize(3)
                .allSatisfy(block -> assertThat(read(block).workloads()).hasSize(1));
    }

    @Test
    void onDocument_moreSendersThanReadersTake_sealsFirst() {
        BlockWriter writer = new BlockWriter(Origin.unknown(1), 4 * 1024 * 1024, 1);
        BlockAssembler assembler = assembler(100_000, writer);
        for (int i = 0; i < 10_000; i++) {
            assembler.onDocument(document("d"), address("10.0." + (i >> 8) + "." + (i & 0xff)), 1);
        }
        assembler.onClose();

        assertThat(sealed)
                .hasSize(3)
                .allSatisfy(block -> assertThat(read(block).workloads())
                        .hasSizeLessThanOrEqualTo(BlockLimits.DEFAULT.maxWorkloads()));
        assertThat(sealed.stream().mapToInt(SealedBlock::documents).sum()).isEqualTo(10_000);
    }

    @Test
    void onDocument_passedOnByAnotherProgram_refersToNoWorkload() {
        workloads.put(address("0.0.0.0"), Workloads.RELAYED);
        BlockAssembler assembler = assembler(4);

        for (int i = 0; i < 5; i++) {
            assembler.onDocument(document("relayed"), address("0.0.0.0"), 42);
        }
        assembler.onClose();

        SegmentBlock block = read(sealed.getFirst());
        assertThat(block.workloads()).isEmpty();
        assertThat(block.documents()).extracting(Document::workload).containsExactly(0, 0, 0, 0);
        assertThat(read(sealed.get(1)).documents())
                .extracting(Document::workload)
                .containsExactly(0);
        assertThat(unknownSenders).isZero();
    }

    @Test
    void onDocument_largestThatIsTaken_fitsABlockAndARecordWhateverItCompressesTo() {
        for (int contentBytes : new int[] {SealLimits.MIN_CONTENT_BYTES, 256 * 1024, 4 * 1024 * 1024}) {
            sealed.clear();
            byte[] noise = new byte[SealLimits.maxDocumentBytes(contentBytes)];
            new SplittableRandom(5).nextBytes(noise);
            BlockAssembler assembler = assembler(1_000, new BlockWriter(Origin.unknown(1), contentBytes, 1));

            assembler.onDocument(ByteBuffer.wrap(noise), address("127.0.0.2"), 1);
            assembler.onClose();

            assertThat(noise.length).isGreaterThanOrEqualTo(64 * 1024);
            assertThat(sealed.getFirst().frame().length + 32).isLessThanOrEqualTo(1024 * 1024);
        }
    }

    private static void addDocuments(BlockAssembler assembler, int count) {
        for (int i = 0; i < count; i++) {
            assembler.onDocument(document("a"), address("127.0.0.2"), 1);
        }
    }

    private static Workload pod(String address, String pod) {
        return new Workload(address, "shop", pod, "uid-" + pod, "w", "", "", "", Map.of("tier", "web"));
    }

    private BlockAssembler assembler(int maxDocuments) {
        return assembler(maxDocuments, new BlockWriter(Origin.unknown(1), SealLimits.MIN_CONTENT_BYTES, 3));
    }

    private BlockAssembler assembler(int maxDocuments, BlockWriter writer) {
        return assembler(new SealLimits(maxDocuments, LINGER_NANOS, MAX_LINGER_NANOS, Integer.MAX_VALUE), writer);
    }

    private BlockAssembler assembler(SealLimits limits, BlockWriter writer) {
        BlockSenders senders =
                new BlockSenders(source -> workloads.getOrDefault(source, Workloads.UNKNOWN), () -> unknownSenders++);
        return new BlockAssembler(
                BlockAssembler.Writers.always(writer),
                senders,
                (block, cause) -> {
                    sealed.add(block);
                    causes.add(cause);
                },
                ledger,
                limits,
                () -> nowNanos);
    }

    private static ByteBuffer document(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SegmentBlock read(SealedBlock block) {
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            return (SegmentBlock) reader.read(block.frame());
        }
    }
}
