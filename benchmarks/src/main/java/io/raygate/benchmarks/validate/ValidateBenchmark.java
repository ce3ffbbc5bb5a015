// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Validating and enriching one document; each invocation takes the next one of the input. */
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

    private final JsonFactory factory = new JsonFactory();
    private final FastGateway fast = new FastGateway(Enrichment.EXAMPLE);
    private final TreeGateway tree = new TreeGateway(Enrichment.EXAMPLE);
    private byte[][] documents;
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
    }

    private byte[] next() {
        at = at + 1 < documents.length ? at + 1 : 0;
        return documents[at];
    }

    /** The least that anything can cost which looks at each byte. */
    @Benchmark
    public int byteLoop() {
        int quotes = 0;
        int depth = 0;
        for (byte b : next()) {
            switch (b) {
                case '"' -> quotes++;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        }
        return quotes + depth;
    }

    /** The least that anything can cost which reads with Jackson: its tokens, of which nothing is kept. */
    @Benchmark
    public int jacksonTokens() {
        int tokens = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), next())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Our validator alone. */
    @Benchmark
    public boolean validate() {
        return fast.accepts(next());
    }

    /** Our validator, and the enriched document in a buffer. */
    @Benchmark
    public int validateAndSplice() {
        return fast.enrich(next());
    }

    /** Jackson's tree, networknt's validator with our schema, and the enriched tree written to an array. */
    @Benchmark
    public byte[] treeAndSchema() {
        return tree.enrich(next());
    }
}
