// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.benchmarks.documents.ReceivedTime;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Blocks as a forwarder writes them on the node of one pod. */
final class Blocks {

    static final Origin ORIGIN = new Origin(
            "prod-eu",
            "eu-west-1",
            "111122223333",
            "ip-10-0-37-12.eu-west-1.compute.internal",
            "eu-west-1a",
            "i-0abc",
            "1",
            7);

    /** Names as long as they are in clusters. */
    static final Workload POD = new Workload(
            "10.0.37.80",
            "payments",
            "checkout-7d9c5b8f4d-x2v9q",
            "",
            "checkout",
            "app",
            "4f1c0ad3c9be5a7e8d6b2f1039c7e5d4a8b6f2e1d3c5b7a9f8e6d4c2b1a39587",
            "registry.example.com/checkout:7",
            Map.of());

    private static final int ZSTD_LEVEL = 3;

    private Blocks() {}

    /** As many blocks as it takes; each holds at most {@code maxContentBytes}. */
    static List<byte[]> of(List<byte[]> documents, int maxContentBytes) {
        List<byte[]> frames = new ArrayList<>();
        try (BlockWriter writer = new BlockWriter(ORIGIN, maxContentBytes, ZSTD_LEVEL, Dictionary.newest())) {
            int pod = writer.addWorkload(POD);
            for (byte[] bytes : documents) {
                ByteBuffer document = ByteBuffer.wrap(bytes);
                long received = ReceivedTime.unixNanos(bytes);
                if (!writer.append(pod, DocumentKind.XRAY_JSON, received, document)) {
                    frames.add(writer.seal().frame());
                    pod = writer.addWorkload(POD);
                    writer.append(pod, DocumentKind.XRAY_JSON, received, document.rewind());
                }
            }
            frames.add(writer.seal().frame());
        }
        return frames;
    }
}
