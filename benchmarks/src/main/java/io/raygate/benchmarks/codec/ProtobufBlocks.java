// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.codec;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.block.Workload;
import io.raygate.block.proto.Document;
import io.raygate.block.proto.Origin;
import io.raygate.block.proto.SegmentBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The same block as {@link GeneratedBlocks} makes it, by the classes which protoc generates. */
final class ProtobufBlocks {

    private ProtobufBlocks() {}

    static byte[] zstd(List<GeneratedDocument> documents, int level) {
        return Zstd.compress(message(documents).toByteArray(), level);
    }

    static SegmentBlock readZstd(byte[] frame) throws IOException {
        byte[] content = Zstd.decompress(frame, (int) Zstd.getFrameContentSize(frame));
        return SegmentBlock.parseFrom(content);
    }

    static byte[] gzip(List<GeneratedDocument> documents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            message(documents).writeTo(gzip);
        }
        return bytes.toByteArray();
    }

    static SegmentBlock readGzip(byte[] gzipped) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return SegmentBlock.parseFrom(gzip);
        }
    }

    private static SegmentBlock message(List<GeneratedDocument> documents) {
        SegmentBlock.Builder block =
                SegmentBlock.newBuilder().setFormatVersion(1).setOrigin(origin());
        Map<Workload, Integer> senders = new HashMap<>();
        long received = 0;
        for (GeneratedDocument document : documents) {
            int sender = senders.computeIfAbsent(document.workload(), workload -> {
                block.addWorkloads(workload(workload));
                return block.getWorkloadsCount();
            });
            block.addDocuments(Document.newBuilder()
                    .setWorkload(sender)
                    .setKind(Document.Kind.XRAY_JSON)
                    .setReceivedUnixNanos(received++)
                    .setBody(ByteString.copyFrom(document.body())));
        }
        return block.build();
    }

    private static Origin origin() {
        io.raygate.block.Origin origin = GeneratedBlocks.ORIGIN;
        return Origin.newBuilder()
                .setCluster(origin.cluster())
                .setRegion(origin.region())
                .setAccount(origin.account())
                .setNode(origin.node())
                .setZone(origin.zone())
                .setInstanceId(origin.instanceId())
                .setForwarderVersion(origin.forwarderVersion())
                .setProducerId(origin.producerId())
                .build();
    }

    private static io.raygate.block.proto.Workload workload(Workload workload) {
        return io.raygate.block.proto.Workload.newBuilder()
                .setAddress(workload.address())
                .setNamespace(workload.namespace())
                .setPod(workload.pod())
                .setPodUid(workload.podUid())
                .setWorkload(workload.name())
                .setContainer(workload.container())
                .setContainerId(workload.containerId())
                .setImage(workload.image())
                .putAllLabels(workload.labels())
                .build();
    }
}
