// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import io.raygate.edge.spool.BlockSpool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The publishers of this process and the connections they share. */
@Singleton
public class Publishers {

    private final PublishConfig config;
    private final AwsClients aws;
    private final BlockSpool spool;
    private final MeterRegistry registry;
    private @Nullable PutRecordsCalls calls;
    private @Nullable KinesisSink sink;
    private List<Publisher> publishers = List.of();
    private List<Thread> threads = List.of();

    Publishers(PublishConfig config, AwsClients aws, BlockSpool spool, MeterRegistry registry) {
        this.config = config;
        this.aws = aws;
        this.spool = spool;
        this.registry = registry;
    }

    /**
     * Starts {@code raygate.publish.max-in-flight} publishers.
     *
     * @throws IllegalArgumentException naming the configuration key that is out of range
     */
    public void start() {
        PublishLimits limits = PublishLimits.of(config);
        calls = new PutRecordsCalls(aws, config.requestTimeout());
        KinesisSink stream = new KinesisSink(calls, config.stream(), SplittableRandom::new);
        sink = stream;
        PublishMetrics metrics = new PublishMetrics(registry);
        Backoff backoff = Backoff.exponential("raygate.publish", config.minBackoff(), config.maxBackoff());
        SendRate rate = new SendRate();
        metrics.watch(rate);
        publishers = IntStream.range(0, Math.max(1, config.maxInFlight()))
                .mapToObj(_ -> new Pace(rate, backoff.withJitter(1, new SplittableRandom()), Timing.SYSTEM))
                .map(pace -> new Publisher(spool, stream, metrics, limits, pace))
                .toList();
        Thread.Builder builder = Thread.ofPlatform().daemon().name("publish-", 0);
        threads = publishers.stream().map(builder::start).toList();
        Thread.ofPlatform().daemon().name("warm-up").start(stream::warmUp);
    }

    /**
     * Empties the spool; what is left after that time is left to it. A call that is still under way then is interrupted
     * and waited for no longer, since a thread that waits for a socket cannot be made to stop: the spool still has its
     * blocks.
     */
    public void drain(Duration patience) throws InterruptedException {
        long beganNanos = System.nanoTime();
        publishers.forEach(Publisher::drain);
        spool.endWaiting();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, patience.toNanos() - (System.nanoTime() - beganNanos))));
        }
        publishers.forEach(Publisher::end);
        threads.forEach(Thread::interrupt);
    }

    @PreDestroy
    void close() {
        if (calls != null) {
            calls.close();
        }
    }

    /** What the last call of the stream has shown, that of the warm-up included; false before it has ended. */
    public boolean isStreamReachable() {
        return sink != null && sink.isReachable();
    }

    /** True while every publisher works; one that has ended before the drain has met a bug. */
    public boolean areAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }
}
