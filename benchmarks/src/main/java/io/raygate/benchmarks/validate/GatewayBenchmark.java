// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import io.raygate.gateway.submit.TraceSegmentsBody;
import java.util.ArrayList;
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
import software.amazon.awssdk.http.ContentStreamProvider;

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

    private static final int BLOCK_BYTES = 96 << 10;

    static final RedactionPolicy RULES = RedactionPolicy.of(
            Redaction.compile(List.of(
                    new RedactionRule(RedactionPath.parse("sql"), RedactionAction.DROP, 0),
                    new RedactionRule(RedactionPath.parse("**.card"), RedactionAction.DROP, 0),
                    new RedactionRule(RedactionPath.parse("http.request.url"), RedactionAction.TRUNCATE, 24))),
            Unreadable.WITHHOLD);

    private final GatewayStages stages = new GatewayStages();
    private final TreeGateway tree = new TreeGateway();
    private final SdkMarshalling sdk = new SdkMarshalling();
    private List<byte[]> frames;
    private List<Batch> batches;
    private List<List<String>> texts;

    /** For JMH. */
    public GatewayBenchmark() {}

    /** Packs the documents into blocks as a forwarder does, some 60 to each. */
    @Setup
    public void setUp() {
        List<byte[]> input = Input.MIX.documents();
        List<byte[]> documents = new ArrayList<>(DOCUMENTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(input.get(i % input.size()));
        }
        frames = Blocks.of(documents, BLOCK_BYTES);
        batches = GatewayStages.batches(stages.enrich(stages.validate(stages.decode(frames))));
        texts = batches.stream()
                .map(batch -> batch.documents().stream()
                        .map(received -> received.document().text())
                        .toList())
                .toList();
    }

    /** Reading the blocks, alone. */
    @Benchmark
    public List<ReceivedDocument> decode() {
        return stages.decode(frames);
    }

    /** The gateway's stages, up to the body that is sent. */
    @Benchmark
    public List<TraceSegmentsBody> stages() {
        return GatewayStages.bodies(stages.enrich(stages.validate(stages.decode(frames))));
    }

    /** The same with three rules of redaction, which change most documents. */
    @Benchmark
    public List<TraceSegmentsBody> stagesWithRedaction() {
        return GatewayStages.bodies(stages.enrich(stages.redact(stages.validate(stages.decode(frames)), RULES)));
    }

    /** The same decoding; then Jackson's tree, networknt with our schema, the tree written, the SDK's marshalling. */
    @Benchmark
    public List<ContentStreamProvider> treeAndSchema() {
        List<ReceivedDocument> enriched = new ArrayList<>(DOCUMENTS);
        for (ReceivedDocument received : stages.decode(frames)) {
            enriched.add(received.withBody(tree.enrich(received.document().body())));
        }
        return GatewayStages.batches(enriched).stream()
                .map(batch -> sdk.body(batch.documents().stream()
                        .map(received -> received.document().text())
                        .toList()))
                .toList();
    }

    /** The body of enriched documents, ours. */
    @Benchmark
    public void bodyOurs(Blackhole sink) {
        batches.forEach(batch -> sink.consume(TraceSegmentsBody.of(batch)));
    }

    /** The body of enriched documents, the SDK's; they are text already. */
    @Benchmark
    public void bodySdk(Blackhole sink) {
        texts.forEach(documents -> sink.consume(sdk.body(documents)));
    }
}
