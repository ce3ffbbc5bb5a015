// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockRoundTripTest {

    @Test
    void read_sealedBlock_givesTheSameDocuments() {
        RandomParts.forSeeds(300, random -> assertSameDocuments(random.bodies(40)));
    }

    private static void assertSameDocuments(List<byte[]> bodies) {
        SegmentBlock block = (SegmentBlock) Blocks.read(Blocks.sealed(bodies).frame());

        assertThat(block.origin()).isEqualTo(Blocks.ORIGIN);
        assertThat(block.workloads()).containsExactly(Blocks.CHECKOUT);
        assertThat(block.documents()).hasSameSizeAs(bodies);
        for (int i = 0; i < bodies.size(); i++) {
            Document document = block.documents().get(i);
            assertThat(document.body()).isEqualTo(bodies.get(i));
            assertThat(document.workload()).isEqualTo(1);
            assertThat(document.receivedUnixNanos()).isEqualTo(1_700_000_000_000_000_000L + i);
        }
    }

    @Test
    void read_anyWorkload_givesItBack() {
        RandomParts.forSeeds(300, random -> assertGivenBack(random.workload()));
    }

    private static void assertGivenBack(Workload workload) {
        try (BlockWriter writer = new BlockWriter(Origin.unknown(7), 1 << 16, 1)) {
            writer.addWorkload(workload);
            SegmentBlock block = (SegmentBlock) Blocks.read(writer.seal().frame());

            assertThat(block.workloads()).containsExactly(workload);
            assertThat(block.origin()).isEqualTo(Origin.unknown(7));
        }
    }

    @Test
    void seal_moreBecomesKnownOfTheOrigin_isInTheNextBlockAndTheSequenceGoesOn() {
        Origin richer = new Origin("c", "eu-west-1", "123456789012", "n", "eu-west-1a", "i-1", "1", 7);
        AtomicReference<Origin> origin = new AtomicReference<>(Origin.unknown(7));
        try (BlockWriter writer = new BlockWriter(origin::get, 4_096, 3, Dictionary.NONE)) {
            writer.append(0, DocumentKind.XRAY_JSON, 1, Blocks.utf8("1"));
            origin.set(richer);
            writer.append(0, DocumentKind.XRAY_JSON, 1, Blocks.utf8("2"));
            SegmentBlock first = (SegmentBlock) Blocks.read(writer.seal().frame());
            writer.append(0, DocumentKind.XRAY_JSON, 1, Blocks.utf8("3"));
            SegmentBlock second = (SegmentBlock) Blocks.read(writer.seal().frame());

            assertThat(first.origin()).isEqualTo(Origin.unknown(7));
            assertThat(first.documents()).hasSize(2);
            assertThat(second.origin()).isEqualTo(richer);
            assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        }
    }

    @Test
    void append_originOfAnotherProducer_throws() {
        AtomicReference<Origin> origin = new AtomicReference<>(Origin.unknown(7));
        try (BlockWriter writer = new BlockWriter(origin::get, 4_096, 3, Dictionary.NONE)) {
            origin.set(Origin.unknown(8));

            assertThatThrownBy(() -> writer.append(0, DocumentKind.XRAY_JSON, 1, Blocks.utf8("1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("producerId=7");
        }
    }

    @Test
    void seal_severalTimes_countsTheSequenceUpAndStartsEmpty() {
        try (BlockWriter writer = new BlockWriter(Blocks.ORIGIN, 4_096, 3)) {
            List<SegmentBlock> blocks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                writer.append(0, DocumentKind.OTLP_TRACES, i, Blocks.utf8("body " + i));
                assertThat(writer.documents()).isEqualTo(1);
                blocks.add((SegmentBlock) Blocks.read(writer.seal().frame()));
                assertThat(writer.documents()).isZero();
                assertThat(writer.contentBytes()).isZero();
            }

            assertThat(blocks).extracting(SegmentBlock::sequence).containsExactly(0L, 1L, 2L);
            assertThat(blocks).allSatisfy(block -> assertThat(block.documents()).hasSize(1));
            assertThat(blocks.get(2).documents().get(0).text()).isEqualTo("body 2");
            assertThat(blocks.get(2).documents().get(0).kind()).isEqualTo(DocumentKind.OTLP_TRACES);
        }
    }

    @Test
    void append_fullBlock_refusesAndLeavesTheBodyAlone() {
        try (BlockWriter writer = new BlockWriter(Blocks.ORIGIN, 1_000, 3)) {
            ByteBuffer body = ByteBuffer.allocate(400);
            assertThat(writer.append(0, DocumentKind.XRAY_JSON, 1, body.duplicate()))
                    .isTrue();
            assertThat(writer.append(0, DocumentKind.XRAY_JSON, 1, body.duplicate()))
                    .isTrue();

            assertThat(writer.hasRoomFor(400)).isFalse();
            assertThat(writer.append(0, DocumentKind.XRAY_JSON, 1, body)).isFalse();
            assertThat(body.remaining()).isEqualTo(400);
            assertThat(((SegmentBlock) Blocks.read(writer.seal().frame())).documents())
                    .hasSize(2);
        }
    }

    @Test
    void addWorkload_fullBlock_givesZero() {
        try (BlockWriter writer = new BlockWriter(Blocks.ORIGIN, 200, 3)) {
            assertThat(writer.addWorkload(Blocks.CHECKOUT)).isZero();
            assertThat(((SegmentBlock) Blocks.read(writer.seal().frame())).workloads())
                    .isEmpty();
        }
    }
}
