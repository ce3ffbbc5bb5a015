// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.submit.TraceSegmentsBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From blocks to the bodies of PutTraceSegments, {@value #DOCUMENTS} generated documents an invocation, 50 a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 7, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class GatewayBenchmark {

    static final int DOCUMENTS = 1_000;

    private static final int A_CALL = 50;
    private static final int ZSTD_LEVEL = 3;
    private static final BlockLimits LIMITS = new BlockLimits(8 << 20, 20_000, 20_000);

    private final FastGateway fast = new FastGateway(Enrichment.EXAMPLE);
    private final TreeGateway tree = new TreeGateway(Enrichment.EXAMPLE);
    private final SdkMarshalling sdk = new SdkMarshalling();
    private final BlockReader reader = new BlockReader(LIMITS);
    private List<byte[]> frames;
    private List<Batch> batches;
    private List<List<String>> texts;

    /** For JMH. */
    public GatewayBenchmark() {}

    /** Packs the documents into blocks as a forwarder does, some 60 to each. */
    @Setup
    public void setUp() {
        List<byte[]> documents = Input.MIX.documents();
        frames = new ArrayList<>();
        try (BlockWriter writer = new BlockWriter(Origin.unknown(1), 96 << 10, ZSTD_LEVEL, Dictionary.newest())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                ByteBuffer document = ByteBuffer.wrap(documents.get(i % documents.size()));
                if (!writer.append(0, DocumentKind.XRAY_JSON, i, document)) {
                    frames.add(writer.seal().frame());
                    writer.append(0, DocumentKind.XRAY_JSON, i, document.rewind());
                }
            }
            frames.add(writer.seal().frame());
        }
        batches = batched(read());
        texts = batches.stream()
                .map(batch -> batch.documents().stream()
                        .map(received -> received.document().text())
                        .toList())
                .toList();
    }

    /** Ours: views into the block, one pass of the validator, a splice, escaped into the body. */
    @Benchmark
    public void bytesToBody(Blackhole sink) {
        List<ReceivedDocument> enriched = new ArrayList<>(DOCUMENTS);
        for (ReceivedDocument received : read()) {
            Document document = received.document();
            int length = fast.enrich(document.content(), document.offset(), document.length());
            enriched.add(received.withBody(Arrays.copyOf(fast.out(), length)));
        }
        batched(enriched).forEach(batch -> sink.consume(TraceSegmentsBody.of(batch)));
    }

    /** The usual way: Jackson's tree, networknt with our schema, the tree written, the SDK's marshalling. */
    @Benchmark
    public void treeToBody(Blackhole sink) {
        List<String> enriched = new ArrayList<>(A_CALL);
        for (ReceivedDocument received : read()) {
            byte[] document = tree.enrich(received.document().body());
            enriched.add(new String(document, StandardCharsets.UTF_8));
            if (enriched.size() == A_CALL) {
                sink.consume(sdk.body(enriched));
                enriched = new ArrayList<>(A_CALL);
            }
        }
        if (!enriched.isEmpty()) {
            sink.consume(sdk.body(enriched));
        }
    }

    /** The body alone, ours. */
    @Benchmark
    public void bodyOurs(Blackhole sink) {
        batches.forEach(batch -> sink.consume(TraceSegmentsBody.of(batch)));
    }

    /** The body alone, the SDK's, of documents that are text already. */
    @Benchmark
    public void bodySdk(Blackhole sink) {
        texts.forEach(documents -> sink.consume(sdk.body(documents)));
    }

    private List<ReceivedDocument> read() {
        List<ReceivedDocument> received = new ArrayList<>(DOCUMENTS);
        for (byte[] frame : frames) {
            if (!(reader.read(frame) instanceof SegmentBlock block)) {
                throw new IllegalStateException("a block of ours cannot be read");
            }
            block.documents().forEach(document -> received.add(new ReceivedDocument(0, block, document)));
        }
        return received;
    }

    private static List<Batch> batched(List<ReceivedDocument> documents) {
        List<Batch> cut = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += A_CALL) {
            cut.add(new Batch(documents.subList(from, Math.min(documents.size(), from + A_CALL))));
        }
        return cut;
    }
}
