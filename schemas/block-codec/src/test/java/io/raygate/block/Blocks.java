// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Blocks and their parts, for tests. */
final class Blocks {

    static final Origin ORIGIN = new Origin(
            "shop-prod",
            "eu-west-1",
            "111122223333",
            "ip-10-0-3-7",
            "eu-west-1a",
            "i-0abc",
            "0.1.0",
            0xCAFE_F00D_1234_5678L);

    static final Workload CHECKOUT = new Workload(
            "10.0.3.21",
            "shop",
            "checkout-7d9f",
            "0b1c",
            "checkout",
            "app",
            "c0ffee",
            "registry.example/checkout:1.4",
            Map.of("team", "payments", "größe", "✓"));

    private Blocks() {}

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A sealed block with one known sender and these documents, all from it. */
    static SealedBlock sealed(List<byte[]> bodies) {
        try (BlockWriter writer = new BlockWriter(ORIGIN, 1 << 20, 3)) {
            int sender = writer.addWorkload(CHECKOUT);
            long received = 1_700_000_000_000_000_000L;
            for (byte[] body : bodies) {
                if (!writer.append(sender, DocumentKind.XRAY_JSON, received++, ByteBuffer.wrap(body))) {
                    throw new IllegalArgumentException("documents too large for one test block");
                }
            }
            return writer.seal();
        }
    }

    static BlockRead read(byte[] frame) {
        return read(frame, BlockLimits.DEFAULT);
    }

    static BlockRead read(byte[] frame, BlockLimits limits) {
        try (BlockReader reader = new BlockReader(limits)) {
            return reader.read(frame);
        }
    }
}
