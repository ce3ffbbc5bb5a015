// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Delivers one stream to the function with the semantics of Lambda's event source mapping for Kinesis: in order within a
 * shard (within a partition key where the parallelization factor is above 1), at least once, from TRIM_HORIZON. Waits
 * for a stream that does not exist yet. Its checkpoints live in memory, as the streams do. Thread-safe.
 */
final class EventSourceMapping implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventSourceMapping.class);
    private static final Duration SHARD_DISCOVERY_INTERVAL = Duration.ofMillis(500);

    private final String streamName;
    private final StreamReader reader;
    private final BatchDelivery.Target target;
    private final Duration pollInterval;
    private final Map<String, ShardPoller> shards = new TreeMap<>();
    private final ScheduledExecutorService discovery = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("shard-discovery").factory());

    EventSourceMapping(
            String streamName, StreamReader reader, MappingTarget function, EventSourceMappingConfig config) {
        this.streamName = streamName;
        this.reader = reader;
        this.pollInterval = config.pollInterval();
        this.target = new BatchDelivery.Target(
                StreamArn.parse(reader.streamArn(streamName)),
                MappingPolicy.of(config),
                function.invoker(),
                new MappingCounters(),
                new FailureDestination(config.onFailureDestinationEntries(), function.failures(), function.arn()));
    }

    void start() {
        var _ = discovery.scheduleWithFixedDelay(
                this::discover, 0, SHARD_DISCOVERY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void discover() {
        try {
            followShards();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Cannot list shards, will retry: stream=%s", streamName);
        }
    }

    private synchronized void followShards() {
        List<String> present = reader.shardIds(streamName);
        shards.entrySet().removeIf(shard -> {
            boolean gone = !present.contains(shard.getKey());
            if (gone) {
                shard.getValue().close();
            }
            return gone;
        });
        present.forEach(shardId -> shards.computeIfAbsent(shardId, this::poller));
    }

    private ShardPoller poller(String shardId) {
        return new ShardPoller(new ShardPoller.Shard(streamName, shardId), reader, target, pollInterval);
    }

    /** Reads each shard once more from its oldest record on, as a mapping that was deleted and created again does. */
    void rewind() {
        LOG.infof("Reading the stream again from TRIM_HORIZON: stream=%s", streamName);
        stopShards();
    }

    synchronized Map<String, Object> status() {
        Instant now = Instant.now();
        Map<String, Object> perShard = new TreeMap<>();
        shards.forEach((shardId, poller) -> perShard.put(shardId, poller.status(now)));
        Map<String, Object> status = new TreeMap<>(target.counters().status());
        status.put("stream", streamName);
        status.put("shards", perShard);
        status.put("discarded", target.failures().status());
        return status;
    }

    @Override
    public void close() {
        discovery.shutdownNow();
        stopShards();
    }

    private synchronized void stopShards() {
        shards.values().forEach(ShardPoller::close);
        shards.clear();
    }
}
