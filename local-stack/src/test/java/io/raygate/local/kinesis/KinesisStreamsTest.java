// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.raygate.local.aws.AwsAccount;
import io.raygate.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KinesisStreamsTest {

    private static final String SHARD = "shardId-000000000000";

    private final FakeTime clock = new FakeTime();

    @Test
    void create_overMaxStreams_isRefused() {
        KinesisStreams streams = streams(true, 1_000_000);
        streams.create(StreamSpec.provisioned("a", 1));
        streams.create(StreamSpec.provisioned("b", 1));

        assertThatThrownBy(() -> streams.create(StreamSpec.provisioned("c", 1)))
                .isInstanceOf(KinesisRefusal.class)
                .hasMessageContaining("max-streams");
    }

    @Test
    void put_overRetention_trimsTheOldestOfItsStreamOnly() {
        KinesisStreams streams = streams(false, 20_000);
        streams.create(StreamSpec.provisioned("busy", 2));
        streams.create(StreamSpec.provisioned("quiet", 1));
        put(streams, "quiet", "one", new byte[1_000]);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(1));
            put(streams, "busy", "key" + i, new byte[1_000]);
        }

        Map<String, Object> busy = streams.named("busy").status();
        assertThat((long) busy.get("keptBytes")).isBetween(8_000L, 10_000L);
        assertThat(busy).containsEntry("storedRecords", 100L).containsEntry("trimmedRecords", 93L);
        assertThat(streams.named("quiet").status()).containsEntry("keptRecords", 1L);
        List<StoredRecord> kept = streams.shardIds("busy").stream()
                .flatMap(shard -> streams.read("busy", shard, Optional.empty(), 100, 1_000_000).stream())
                .toList();
        assertThat(kept)
                .extracting(StoredRecord::partitionKey)
                .containsExactlyInAnyOrder("key93", "key94", "key95", "key96", "key97", "key98", "key99");
    }

    @Test
    void read_afterSequenceNumber_givesTheNextOnesInOrder() {
        KinesisStreams streams = streams(false, 1_000_000);
        streams.create(StreamSpec.provisioned("orders", 1));
        for (int i = 0; i < 10; i++) {
            put(streams, "orders", "key" + i, new byte[100]);
        }
        List<StoredRecord> first = streams.read("orders", SHARD, Optional.empty(), 4, 1_000_000);
        List<StoredRecord> second =
                streams.read("orders", SHARD, Optional.of(first.getLast().sequenceNumber()), 100, 1_000_000);

        assertThat(first).hasSize(4);
        assertThat(second)
                .extracting(StoredRecord::partitionKey)
                .startsWith("key4")
                .endsWith("key9")
                .hasSize(6);
    }

    @Test
    void read_recordOverMaxBytes_isGivenAlone() {
        KinesisStreams streams = streams(false, 1_000_000);
        streams.create(StreamSpec.provisioned("orders", 1));
        put(streams, "orders", "large", new byte[5_000]);
        put(streams, "orders", "next", new byte[1]);

        assertThat(streams.read("orders", SHARD, Optional.empty(), 10, 100)).hasSize(1);
    }

    @Test
    void read_recreatedStream_startsAnewForOldSequenceNumbers() {
        KinesisStreams streams = streams(false, 1_000_000);
        streams.create(StreamSpec.provisioned("orders", 1));
        String old = put(streams, "orders", "old", new byte[1]);
        streams.delete("orders");
        streams.create(StreamSpec.provisioned("orders", 1));
        String fresh = put(streams, "orders", "fresh", new byte[1]);

        assertThat(fresh).isGreaterThan(old);
        assertThat(streams.read("orders", SHARD, Optional.of(old), 10, 100))
                .extracting(StoredRecord::partitionKey)
                .containsExactly("fresh");
    }

    @Test
    void read_unknownStream_isEmpty() {
        KinesisStreams streams = streams(false, 1_000_000);

        assertThat(streams.shardIds("nope")).isEmpty();
        assertThat(streams.read("nope", SHARD, Optional.empty(), 10, 100)).isEmpty();
    }

    private KinesisStreams streams(boolean enforceLimits, long retentionBytes) {
        return new KinesisStreams(
                new AwsAccount("eu-west-1", "000000000000"),
                new KinesisStreams.Bounds(enforceLimits, retentionBytes, 2, 4),
                clock);
    }

    private String put(KinesisStreams streams, String stream, String key, byte[] data) {
        NewRecord candidate = new NewRecord(key, data, HashKeys.of(key), data.length + key.length());
        return switch (streams.named(stream).put(candidate, clock.instant())) {
            case PutOutcome.Stored(var shardId, var sequenceNumber) -> sequenceNumber;
            case PutOutcome other -> throw new AssertionError(other);
        };
    }
}
