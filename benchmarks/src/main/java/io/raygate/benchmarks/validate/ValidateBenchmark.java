// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Validating and enriching documents; each invocation takes the next {@value #DOCUMENTS} of the input. Figures are those of
 * one document.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class ValidateBenchmark {

    /** Which documents. */
    @Param
    public Input input;

    static final int DOCUMENTS = 64;

    private static final int BLOCK_BYTES = 8 << 20;

    private final JsonFactory factory = new JsonFactory();
    private final GatewayStages stages = new GatewayStages();
    private final TreeGateway tree = new TreeGateway();
    private byte[][] documents;
    /** The same documents as views into a block. */
    private List<ReceivedDocument> received;

    private int at;

    /** For JMH. */
    public ValidateBenchmark() {}

    /** Makes or reads the documents. */
    @Setup
    public void setUp() {
        if (!input.isPresent()) {
            throw new IllegalStateException("skipped: there is no corpus at " + Input.corpus());
        }
        documents = input.documents().toArray(byte[][]::new);
        received = stages.decode(Blocks.of(List.of(documents), BLOCK_BYTES));
    }

    private byte[] next() {
        at = at + 1 < documents.length ? at + 1 : 0;
        return documents[at];
    }

    private List<ReceivedDocument> nextEvent() {
        List<ReceivedDocument> event = new ArrayList<>(DOCUMENTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            at = at + 1 < received.size() ? at + 1 : 0;
            event.add(received.get(at));
        }
        return event;
    }

    /** The least that anything can cost which looks at each byte. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int byteLoop() {
        int quotes = 0;
        int depth = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            for (byte b : next()) {
                switch (b) {
                    case '"' -> quotes++;
                    case '{', '[' -> depth++;
                    case '}', ']' -> depth--;
                    default -> {}
                }
            }
        }
        return quotes + depth;
    }

    /** The least that anything can cost which reads with Jackson: its tokens, of which nothing is kept. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int jacksonTokens() {
        int tokens = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), next())) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    /** The byte validator alone. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public int validate() {
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            accepted += stages.accepts(next()) ? 1 : 0;
        }
        return accepted;
    }

    /** The gateway's stages validate and enrich, on views into a block. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public List<ReceivedDocument> validateAndEnrich() {
        return stages.enrich(stages.validate(nextEvent()));
    }

    /** Jackson's tree, networknt's validator with our schema, and the enriched tree written to an array. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public List<byte[]> treeAndSchema() {
        List<byte[]> enriched = new ArrayList<>(DOCUMENTS);
        for (int i = 0; i < DOCUMENTS; i++) {
            enriched.add(tree.enrich(next()));
        }
        return enriched;
    }
}
