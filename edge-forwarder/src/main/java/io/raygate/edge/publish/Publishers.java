// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.aws.AwsClients;
import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.tenant.Tenants;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    private final Tenants tenants;
    private @Nullable PutRecordsCalls calls;
    private List<KinesisSink> sinks = List.of();
    private List<Thread> threads = List.of();
    private Runnable drain = () -> {};
    private Runnable end = () -> {};

    Publishers(PublishConfig config, Tenants tenants, AwsClients aws, BlockSpool spool, MeterRegistry registry) {
        this.config = config;
        this.tenants = tenants;
        this.aws = aws;
        this.spool = spool;
        this.registry = registry;
    }

    /**
     * Starts {@code raygate.publish.max-in-flight} publishers, of one stream or of all.
     *
     * @throws IllegalArgumentException naming the configuration key that is out of range
     */
    public void start() {
        PutRecordsCalls kinesis = new PutRecordsCalls(aws, config.requestTimeout());
        calls = kinesis;
        List<Tenants.Stream> streams = tenants.streams();
        sinks = streams.stream()
                .map(stream -> new KinesisSink(kinesis, stream.name(), SplittableRandom::new))
                .toList();
        PublishMetrics metrics = new PublishMetrics(registry);
        Backoff backoff = Backoff.exponential("raygate.publish", config.minBackoff(), config.maxBackoff());
        List<? extends Runnable> publishers =
                tenants.areShared() ? sharing(streams, metrics, backoff) : alone(streams.getFirst(), metrics, backoff);
        Thread.Builder builder = Thread.ofPlatform().daemon().name("publish-", 0);
        threads = publishers.stream().map(builder::start).toList();
        // all streams are behind one endpoint: what is slow at first is that, and the credentials
        Thread.ofPlatform().daemon().name("warm-up").start(sinks.getFirst()::warmUp);
    }

    private List<Publisher> alone(Tenants.Stream stream, PublishMetrics metrics, Backoff backoff) {
        PublishLimits limits = PublishLimits.of(stream.name(), config);
        SendRate rate = new SendRate();
        metrics.watch(rate);
        List<Publisher> publishers = IntStream.range(0, config.maxInFlight())
                .mapToObj(_ -> pace(rate, backoff))
                .map(pace -> new Publisher(spool, sinks.getFirst(), metrics, limits, pace))
                .toList();
        drain = () -> publishers.forEach(Publisher::drain);
        end = () -> publishers.forEach(Publisher::end);
        return publishers;
    }

    private List<Turns.Caller> sharing(List<Tenants.Stream> streams, PublishMetrics metrics, Backoff backoff) {
        List<TenantCalls> tenantCalls = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            Tenants.Stream stream = streams.get(i);
            SendRate rate = new SendRate();
            metrics.watch(stream.tenant(), rate, sinks.get(i));
            tenantCalls.add(new TenantCalls(
                    stream.tenant(),
                    spool,
                    sinks.get(i),
                    metrics,
                    PublishLimits.of(stream.name(), config),
                    pace(rate, backoff)));
        }
        Turns turns = new Turns(tenantCalls, spool, config.maxInFlight());
        drain = turns::drain;
        end = turns::end;
        return Collections.nCopies(config.maxInFlight(), new Turns.Caller(turns));
    }

    private static Pace pace(SendRate rate, Backoff backoff) {
        return new Pace(rate, backoff.withJitter(1, new SplittableRandom()), Timing.SYSTEM);
    }

    /**
     * Empties the spool; what is left after that time is left to it. A call that is still under way then is interrupted
     * and waited for no longer, since a thread that waits for a socket cannot be made to stop: the spool still has its
     * blocks.
     */
    public void drain(Duration patience) throws InterruptedException {
        long beganNanos = System.nanoTime();
        drain.run();
        spool.endWaiting();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, patience.toNanos() - (System.nanoTime() - beganNanos))));
        }
        end.run();
        threads.forEach(Thread::interrupt);
    }

    @PreDestroy
    void close() {
        if (calls != null) {
            calls.close();
        }
    }

    /**
     * What the last call has shown, that of the warm-up included; false before it has ended, and where the last one to any
     * stream failed.
     */
    public boolean isStreamReachable() {
        return !sinks.isEmpty()
                && (sinks.getFirst().isReachable() || sinks.size() > 1)
                && sinks.stream().noneMatch(KinesisSink::isFailing);
    }

    /** True while every publisher works; one that has ended before the drain has met a bug. */
    public boolean areAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }
}
