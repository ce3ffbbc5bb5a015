// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.ReceivedDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Received documents, for tests. */
public final class Documents {

    /** The block that they say they came in. */
    public static final SegmentBlock BLOCK = new SegmentBlock(1, Origin.unknown(7), 42, List.of(), List.of());

    private Documents() {}

    /** This many small documents, each of a record of its own. */
    public static List<ReceivedDocument> oneARecord(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> document(i, "document " + i))
                .toList();
    }

    /** A document that came with the record at this position. */
    public static ReceivedDocument document(int recordIndex, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new ReceivedDocument(
                recordIndex, BLOCK, new Document(0, DocumentKind.XRAY_JSON, 1, content, 0, content.length));
    }
}
