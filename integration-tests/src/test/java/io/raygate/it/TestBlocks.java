// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.block.BlockWriter;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Packs documents as a forwarder does. */
final class TestBlocks {

    private static final int MAX_CONTENT_BYTES = 96 << 10;
    private static final int ZSTD_LEVEL = 3;

    private TestBlocks() {}

    /** Blocks of so many documents each, all from one producer. */
    static List<byte[]> pack(List<String> documents, int documentsPerBlock) {
        return packFrom("", documents, documentsPerBlock);
    }

    /** The same from a cluster. */
    static List<byte[]> packFrom(String cluster, List<String> documents, int documentsPerBlock) {
        long producer = ThreadLocalRandom.current().nextLong();
        return packOf(new Origin(cluster, "", "", "", "", "", "", producer), documents, documentsPerBlock);
    }

    /** The same of an origin. */
    static List<byte[]> packOf(Origin origin, List<String> documents, int documentsPerBlock) {
        List<byte[]> blocks = new ArrayList<>();
        try (var writer = new BlockWriter(origin, MAX_CONTENT_BYTES, ZSTD_LEVEL)) {
            for (String document : documents) {
                append(writer, document, blocks);
                if (writer.documents() == documentsPerBlock) {
                    blocks.add(writer.seal().frame());
                }
            }
            if (writer.documents() > 0) {
                blocks.add(writer.seal().frame());
            }
        }
        return blocks;
    }

    private static void append(BlockWriter writer, String document, List<byte[]> blocks) {
        ByteBuffer body = ByteBuffer.wrap(document.getBytes(UTF_8));
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        if (!writer.append(0, DocumentKind.XRAY_JSON, now, body)) {
            blocks.add(writer.seal().frame());
            writer.append(0, DocumentKind.XRAY_JSON, now, body);
        }
    }
}
