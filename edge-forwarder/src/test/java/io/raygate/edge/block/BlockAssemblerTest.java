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
import io.raygate.edge.observe.Ledger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockAssemblerTest {

    private static final long LINGER_NANOS = 1_000;

    private static final int MAX_FRAME_BYTES = 25_568;

    private final List<SealedBlock> sealed = new ArrayList<>();
    private final List<SealCause> causes = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private long nowNanos = 5_000_000;

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
        BlockAssembler assembler = assembler(100_000, 1024 * 1024);
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

    private BlockAssembler assembler(int maxDocuments) {
        return assembler(maxDocuments, SealLimits.MIN_CONTENT_BYTES);
    }

    private BlockAssembler assembler(int maxDocuments, int maxContentBytes) {
        BlockWriter writer = new BlockWriter(Origin.unknown(1), maxContentBytes, 3);
        return new BlockAssembler(
                writer,
                (block, cause) -> {
                    sealed.add(block);
                    causes.add(cause);
                },
                ledger,
                new SealLimits(maxDocuments, LINGER_NANOS, MAX_FRAME_BYTES),
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
