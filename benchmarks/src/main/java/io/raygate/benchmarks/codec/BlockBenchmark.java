// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.codec;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import io.raygate.block.BlockLimits;
import io.raygate.block.BlockRead;
import io.raygate.block.BlockReader;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing and reading blocks of 60 documents, which is about one PUT unit of Kinesis; a result is that of one document.
 * The documents are of services on which the dictionary was not trained.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class BlockBenchmark {

    private static final int DOCUMENTS = 60;

    /** Level of Zstandard; gzip has its default. */
    @Param({"1", "3"})
    public int level;

    private final List<GeneratedDocument> documents =
            new DocumentGenerator(Vocabulary.unseen(), 11, 10).next(DOCUMENTS);
    private final BlockReader reader = new BlockReader(BlockLimits.DEFAULT);
    private BlockWriter writer;
    private BlockWriter writerWithDictionary;
    private byte[] frame;
    private byte[] frameWithDictionary;
    private byte[] protobufZstd;
    private byte[] protobufGzip;

    /** For JMH. */
    public BlockBenchmark() {}

    /** Makes the writers, and the blocks that are read. */
    @Setup
    public void setUp() throws IOException {
        writer = GeneratedBlocks.writer(level, Dictionary.NONE);
        writerWithDictionary = GeneratedBlocks.writer(level, Dictionary.newest());
        frame = write();
        frameWithDictionary = writeWithDictionary();
        protobufZstd = writeProtobufZstd();
        protobufGzip = writeProtobufGzip();
    }

    /** Frees native memory. */
    @TearDown
    public void tearDown() {
        writer.close();
        writerWithDictionary.close();
        reader.close();
    }

    /** Our writer without dictionary. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] write() {
        return GeneratedBlocks.seal(writer, documents).frame();
    }

    /** Our writer as the forwarder uses it. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] writeWithDictionary() {
        return GeneratedBlocks.seal(writerWithDictionary, documents).frame();
    }

    /** Generated classes and one call of zstd, without checksum. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] writeProtobufZstd() {
        return ProtobufBlocks.zstd(documents, level);
    }

    /** Generated classes and the JDK's gzip. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] writeProtobufGzip() throws IOException {
        return ProtobufBlocks.gzip(documents);
    }

    /** Our reader, frame without dictionary. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public BlockRead read() {
        return reader.read(frame);
    }

    /** Our reader as the gateway uses it. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public BlockRead readWithDictionary() {
        return reader.read(frameWithDictionary);
    }

    /** One call of zstd and generated classes. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Object readProtobufZstd() throws IOException {
        return ProtobufBlocks.readZstd(protobufZstd);
    }

    /** The JDK's gzip and generated classes. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Object readProtobufGzip() throws IOException {
        return ProtobufBlocks.readGzip(protobufGzip);
    }
}
