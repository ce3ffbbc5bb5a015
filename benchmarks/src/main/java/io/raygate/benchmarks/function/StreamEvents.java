// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Events as a Kinesis stream hands them to the function, with blocks of generated documents. */
public final class StreamEvents {

    /** Documents of an event. */
    public static final int DOCUMENTS = 900;

    /** Where all blocks say they come from. */
    static final String CLUSTER = GeneratedBlocks.ORIGIN.cluster();

    private static final int BLOCKS = 10;
    private static final int ZSTD_LEVEL = 3;

    private final List<String> frames;

    private StreamEvents(List<String> frames) {
        this.frames = List.copyOf(frames);
    }

    /** The same documents each time. */
    public static StreamEvents generated() {
        DocumentGenerator generator = new DocumentGenerator(Vocabulary.unseen(), 42, 12);
        List<String> frames = new ArrayList<>();
        try (BlockWriter writer = GeneratedBlocks.writer(ZSTD_LEVEL, Dictionary.newest())) {
            for (int block = 0; block < BLOCKS; block++) {
                List<GeneratedDocument> documents = Stream.generate(generator::next)
                        .limit(DOCUMENTS / BLOCKS)
                        .toList();
                byte[] frame = GeneratedBlocks.seal(writer, documents).frame();
                frames.add(Base64.getEncoder().encodeToString(frame));
            }
        }
        return new StreamEvents(frames);
    }

    /** The event of a tenant's stream. */
    public byte[] of(String tenant) {
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int block = 0; block < frames.size(); block++) {
            json.append(block == 0 ? "" : ",").append("""
                    {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k","sequenceNumber":"%d","data":"%s",\
                    "approximateArrivalTimestamp":1795310446.350},"eventSource":"aws:kinesis","eventVersion":"1.0",\
                    "eventID":"shardId-000000000000:%d","eventName":"aws:kinesis:record","awsRegion":"eu-west-1",\
                    "eventSourceARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/raygate-%s"}\
                    """.formatted(block + 1, frames.get(block), block + 1, tenant));
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
