// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.publish;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The body of one PutRecords call of 20 full records, and the SHA-256 of it that its signature needs: in CBOR, where a frame is
 * copied, and in JSON, where it is base64. Nothing is sent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PutRecordsBodyBenchmark {

    private static final int RECORDS = 20;
    private static final int FRAME_BYTES = 24_000;

    /** What stands around a frame in either format, near enough. */
    private static final byte[] AROUND =
            "{\"Data\":\"\",\"PartitionKey\":\"0123456789abcdef0123456789abcdef\"},".getBytes(US_ASCII);

    private final List<byte[]> frames = frames();

    /** For JMH. */
    public PutRecordsBodyBenchmark() {}

    /** Frames do not compress any further, and so look like noise. */
    private static List<byte[]> frames() {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] frame = new byte[FRAME_BYTES];
            random.nextBytes(frame);
            frames.add(frame);
        }
        return frames;
    }

    /** As the forwarder writes it. */
    @Benchmark
    public byte[] cbor() throws NoSuchAlgorithmException {
        return signed(frames);
    }

    /** The same in JSON. */
    @Benchmark
    public byte[] json() throws NoSuchAlgorithmException {
        return signed(frames.stream().map(Base64.getEncoder()::encode).toList());
    }

    private static byte[] signed(List<byte[]> data) throws NoSuchAlgorithmException {
        byte[] body = new byte
                [data.stream().mapToInt(one -> one.length + AROUND.length).sum()];
        ByteBuffer out = ByteBuffer.wrap(body);
        data.forEach(one -> out.put(one).put(AROUND));
        return MessageDigest.getInstance("SHA-256").digest(body);
    }
}
