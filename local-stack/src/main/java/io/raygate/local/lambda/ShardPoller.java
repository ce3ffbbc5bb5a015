// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.kinesis.StreamReader;
import io.raygate.local.lambda.ShardProgress.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads one shard from its oldest record on and hands its records to the lanes, each of which delivers in order. */
final class ShardPoller implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ShardPoller.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(10);

    private final String streamName;
    private final String shardId;
    private final StreamReader reader;
    private final Duration pollInterval;
    private final ShardProgress progress;
    private final List<Lane> lanes;
    private final List<Thread> threads = new ArrayList<>();

    ShardPoller(Shard shard, StreamReader reader, BatchDelivery.Target target, Duration pollInterval) {
        this.streamName = shard.streamName();
        this.shardId = shard.shardId();
        this.reader = reader;
        this.pollInterval = pollInterval;
        MappingPolicy policy = target.policy();
        // one batch in flight and one ready for each lane
        this.progress = new ShardProgress(
                2 * policy.batchSize() * policy.parallelizationFactor(),
                2L * RuntimeApiServer.MAX_PAYLOAD_BYTES * policy.parallelizationFactor());
        KinesisEvent event = new KinesisEvent(target.stream(), shardId);
        BatchDelivery delivery = new BatchDelivery(target, shardId, event, progress);
        this.lanes = Stream.generate(() -> new Lane(policy, event::maxEncodedBytes))
                .limit(policy.parallelizationFactor())
                .toList();
        lanes.forEach(lane -> start("lane", () -> delivery.deliver(lane.takeBatch())));
        start("poll", this::poll);
    }

    private void poll() throws InterruptedException {
        Room room = progress.awaitRoom();
        List<StoredRecord> records = read(room);
        if (records.isEmpty()) {
            Thread.sleep(pollInterval);
            return;
        }
        progress.read(records);
        records.stream()
                .collect(Collectors.groupingBy(record -> Batching.lane(record.partitionKey(), lanes.size())))
                .forEach((lane, ofLane) -> lanes.get(lane).put(ofLane));
    }

    /** A reader that fails is asked again after a pause: nothing was taken from it. */
    private List<StoredRecord> read(Room room) throws InterruptedException {
        try {
            return reader.read(streamName, shardId, room.after(), room.records(), room.bytes());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Cannot read shard, will retry: stream=%s, shard=%s", streamName, shardId);
            Thread.sleep(PAUSE_AFTER_ERROR);
            return List.of();
        }
    }

    private void start(String role, Step step) {
        threads.add(
                Thread.ofVirtual().name(role + "-" + streamName + "-" + shardId).start(() -> repeat(step)));
    }

    private void repeat(Step step) {
        try {
            while (true) {
                step.run();
            }
        } catch (InterruptedException e) {
            LOG.debugf("Stopped: stream=%s, shard=%s", streamName, shardId);
        } catch (RuntimeException e) {
            // going on with the next batch would break the order and skip this one
            LOG.errorf(e, "Event source mapping stopped by a bug: stream=%s, shard=%s", streamName, shardId);
        }
    }

    Map<String, Object> status(Instant now) {
        return progress.status(now);
    }

    /** Stops at once; what is in flight stays unfinished. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    /** A shard by name. */
    record Shard(String streamName, String shardId) {}

    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }
}
