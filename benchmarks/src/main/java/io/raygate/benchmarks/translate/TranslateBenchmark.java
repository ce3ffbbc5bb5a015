// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.translate;

import io.raygate.otlp.RequestSize;
import io.raygate.otlp.SpanTranslator;
import io.raygate.otlp.Translation;
import io.raygate.otlp.TranslationRules;
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

/** One request of {@link SpanRequests#SPANS} spans, from its bytes to the bytes of the documents; scores are for one span. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SpanRequests.SPANS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class TranslateBenchmark {

    /** Which spans. */
    @Param
    public SpanRequests input;

    private final SpanTranslator translator = new SpanTranslator(TranslationRules.DEFAULT);
    private byte[] protobuf;
    private byte[] json;

    /** For JMH. */
    public TranslateBenchmark() {}

    /** Makes the request in both encodings. */
    @Setup
    public void setUp() {
        json = input.json();
        protobuf = input.protobuf();
        if (!(translator.translate(protobuf, 0, protobuf.length, "") instanceof Translation.Translated made)
                || made.translatedSpans() != SpanRequests.SPANS) {
            throw new IllegalStateException("the translator refuses " + input);
        }
    }

    /** As SDKs and collectors send it. */
    @Benchmark
    public Translation protobuf() {
        return translator.translate(protobuf, 0, protobuf.length, "");
    }

    /** As browsers send it. */
    @Benchmark
    public Translation json() {
        return translator.translate(json, 0, json.length, "");
    }

    /** The walk over lengths that comes before. */
    @Benchmark
    public RequestSize size() {
        return RequestSize.of(protobuf, 0, protobuf.length);
    }
}
