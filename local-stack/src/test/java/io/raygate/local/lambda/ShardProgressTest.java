// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import io.raygate.testing.Patience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardProgressTest {

    private final List<StoredRecord> records = Records.numbered(4);
    private final ShardProgress progress = new ShardProgress(5, 1_000);

    @Test
    void done_outOfOrder_checkpointWaitsForTheOldest() {
        progress.read(records);

        progress.done(records.subList(1, 3));
        assertThat(status("checkpoint")).isEqualTo("");

        progress.done(records.subList(0, 1));
        assertThat(status("checkpoint")).isEqualTo("3");
        assertThat(status("recordsUnfinished")).isEqualTo(1);
    }

    @Test
    void awaitRoom_recordsUnfinished_givesTheRest() throws InterruptedException {
        progress.read(records);

        ShardProgress.Room room = progress.awaitRoom();

        assertThat(room).isEqualTo(new ShardProgress.Room(Optional.of("4"), 1, 1_000 - 4 * 2));
    }

    @Test
    void awaitRoom_full_waitsUntilDone() throws InterruptedException {
        ShardProgress small = new ShardProgress(4, 1_000);
        small.read(records);
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                small.awaitRoom();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Patience.await(() -> reader.getState() == Thread.State.WAITING, reader::getState);

        small.done(records.subList(0, 1));

        assertThat(reader.join(java.time.Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void status_allDone_isNotBehind() {
        progress.read(records);
        assertThat((Long) progress.status(Instant.now().plusSeconds(9)).get("millisBehind"))
                .isGreaterThan(8_000L);

        progress.done(records);

        assertThat(status("millisBehind")).isEqualTo(0L);
        assertThat(status("checkpoint")).isEqualTo(status("lastRead"));
    }

    private Object status(String key) {
        return progress.status(Instant.now()).get(key);
    }
}
