// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.raygate.block.proto.Document.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The hand-written encoding against the code that protoc makes of {@code segment_block.proto}. */
class ProtobufOracleTest {

    private static final byte[] DICTIONARY = Dictionaries.bytes(Dictionary.newest());

    @Test
    void parse_whatTheWriterWrote_isTheSameMessage() {
        RandomParts.forSeeds(200, random -> assertProtobufReads(random.bodies(20)));
    }

    private static void assertProtobufReads(List<byte[]> bodies) {
        SealedBlock sealed = Blocks.sealed(bodies);

        var message = parsed(Zstd.decompress(sealed.frame(), DICTIONARY, sealed.contentBytes()));

        assertThat(message.getUnknownFields().asMap()).isEmpty();
        assertThat(message.getFormatVersion()).isEqualTo(BlockFormat.VERSION);
        assertThat(message.getOrigin().getProducerId()).isEqualTo(Blocks.ORIGIN.producerId());
        assertThat(message.getOrigin().getCluster()).isEqualTo("shop-prod");
        assertThat(message.getWorkloads(0).getLabelsMap()).isEqualTo(Blocks.CHECKOUT.labels());
        assertThat(message.getDocumentsList())
                .extracting(d -> d.getBody().toByteArray())
                .containsExactlyElementsOf(bodies);
        assertThat(message.getDocumentsList())
                .allSatisfy(d -> assertThat(d.getKind()).isEqualTo(Kind.XRAY_JSON));
    }

    @Test
    void read_whatProtobufWrote_isTheSameBlock() {
        RandomParts.forSeeds(200, random -> assertReadFromProtobuf(random.bodies(20)));
    }

    private static void assertReadFromProtobuf(List<byte[]> bodies) {
        var message = message(bodies).build();

        SegmentBlock block = (SegmentBlock) Blocks.read(frame(message.toByteArray()));

        assertThat(block.origin().node()).isEqualTo("node-1");
        assertThat(block.sequence()).isEqualTo(99);
        assertThat(block.workloads()).extracting(Workload::pod).containsExactly("pod-1");
        assertThat(block.documents()).extracting(Document::body).containsExactlyElementsOf(bodies);
    }

    @Test
    void read_newerFormatVersion_isRefused() {
        var message =
                message(List.of()).setFormatVersion(BlockFormat.VERSION + 1).build();

        assertUnreadable(frame(message.toByteArray()), UnreadableBlock.Reason.UNSUPPORTED_VERSION);
    }

    @Test
    void read_noFormatVersion_isRefused() {
        var message = message(List.of()).clearFormatVersion().build();

        assertUnreadable(frame(message.toByteArray()), UnreadableBlock.Reason.UNSUPPORTED_VERSION);
    }

    @Test
    void read_documentOfAnUnlistedWorkload_isRefused() {
        var message = message(List.of(new byte[1])).clearWorkloads().build();

        assertUnreadable(frame(message.toByteArray()), UnreadableBlock.Reason.MALFORMED);
    }

    @Test
    void read_noOrigin_isRefused() {
        var message = message(List.of()).clearOrigin().build();

        assertUnreadable(frame(message.toByteArray()), UnreadableBlock.Reason.MALFORMED);
    }

    @Test
    void read_moreDocumentsThanAllowed_isRefused() {
        byte[] frame = frame(message(List.of(new byte[1], new byte[1])).build().toByteArray());

        BlockRead read = Blocks.read(frame, new BlockLimits(1_000, 1, 10));

        assertThat(read)
                .isInstanceOfSatisfying(
                        UnreadableBlock.class,
                        block -> assertThat(block.reason()).isEqualTo(UnreadableBlock.Reason.TOO_MANY_ENTRIES));
    }

    @Test
    void read_fieldsOfALaterMinorChange_areSkipped() {
        byte[] known = message(List.of(new byte[] {1, 2})).build().toByteArray();
        byte[] withUnknown = new byte[known.length + 3];
        System.arraycopy(known, 0, withUnknown, 0, known.length);
        withUnknown[known.length] = (byte) 0x98; // field 19, varint
        withUnknown[known.length + 1] = 0x01;
        withUnknown[known.length + 2] = 0x05;

        assertThat(Blocks.read(frame(withUnknown))).isInstanceOf(SegmentBlock.class);
    }

    private static io.raygate.block.proto.SegmentBlock parsed(byte[] content) {
        try {
            return io.raygate.block.proto.SegmentBlock.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertUnreadable(byte[] frame, UnreadableBlock.Reason reason) {
        assertThat(Blocks.read(frame))
                .isInstanceOfSatisfying(
                        UnreadableBlock.class,
                        block -> assertThat(block.reason()).isEqualTo(reason));
    }

    private static io.raygate.block.proto.SegmentBlock.Builder message(List<byte[]> bodies) {
        var block = io.raygate.block.proto.SegmentBlock.newBuilder()
                .setFormatVersion(BlockFormat.VERSION)
                .setOrigin(io.raygate.block.proto.Origin.newBuilder()
                        .setNode("node-1")
                        .setSequence(99))
                .addWorkloads(io.raygate.block.proto.Workload.newBuilder().setPod("pod-1"));
        for (byte[] body : bodies) {
            block.addDocuments(io.raygate.block.proto.Document.newBuilder()
                    .setWorkload(1)
                    .setKind(Kind.XRAY_JSON)
                    .setReceivedUnixNanos(5)
                    .setBody(ByteString.copyFrom(body)));
        }
        return block;
    }

    static byte[] frame(byte[] content) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(3).setChecksum(true).setContentSize(true);
            return zstd.compress(content);
        }
    }
}
