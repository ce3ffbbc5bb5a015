// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.SpoolConfig.FsyncPolicy;
import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What one process leaves in a directory, and the next one makes of it. */
class SpoolRestartTest {

    private static final int BLOCKS = 40;
    private static final int FRAME_BYTES = 200;

    @TempDir
    Path before;

    @TempDir
    Path after;

    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void start_afterAKillAtAnyMoment_hasEveryBlockThatWasNotAccepted(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> expected = new TreeSet<>();
        BlockSpool killed = spool(before, new Ledger());
        for (long sequence = 0; sequence < BLOCKS; sequence++) {
            killed.offer(TestBlocks.block(sequence, FRAME_BYTES));
            expected.add(sequence);
            if (random.nextInt(3) == 0) {
                accept(killed, random.nextInt(1, 4)).forEach(expected::remove);
            }
        }
        killed.take(5, 10_000, Duration.ZERO);
        await(() -> killed.usage().memoryDocuments() == 0);
        int damaged = copy(random);
        killed.close(Duration.ofSeconds(20));

        BlockSpool next = spool(after, ledger);
        Set<Long> found = accept(next, BLOCKS);

        found.forEach(expected::remove);
        assertThat(expected).hasSize(damaged);
        assertThat(ledger.balance().buffered()).isZero();
        assertThat(ledger.balance().published()).isEqualTo(found.size() * 10L);
        assertThat(ledger.balance().replayed())
                .isEqualTo(ledger.balance().published()
                        + ledger.balance().dropped().get(DropReason.SPOOL_UNREADABLE));
        next.close(Duration.ofSeconds(20));
    }

    @Test
    void start_directoryCannotBeMade_worksInMemoryUntilItCan() throws Exception {
        Path inTheWay = before.resolve("spool");
        Files.writeString(inTheWay, "a file where the directory should be");
        BlockSpool spool = spool(inTheWay, ledger);
        TestBlocks.offer(spool, ledger, TestBlocks.block(1, FRAME_BYTES));
        assertThat(spool.usage().diskDocuments()).isZero();

        Files.delete(inTheWay);

        await(() -> spool.usage().diskDocuments() == 10);
        spool.close(Duration.ofSeconds(20));
        assertThat(ledger.balance().buffered()).isEqualTo(10);
    }

    /** Accepts up to so many blocks; gives their sequence numbers. */
    private static Set<Long> accept(BlockSpool spool, int count) throws InterruptedException {
        List<SealedBlock> leased = spool.take(count, 1_000_000, Duration.ZERO);
        Set<Long> sequences = new TreeSet<>();
        for (SealedBlock block : leased) {
            assertThat(block.frame())
                    .isEqualTo(TestBlocks.block(block.sequence(), FRAME_BYTES).frame());
            sequences.add(block.sequence());
        }
        spool.accepted(leased);
        return sequences;
    }

    /** As a kill leaves it, and the worse for wear; gives the number of damaged files. */
    private int copy(SplittableRandom random) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(before)) {
            all.filter(FileNames::isWhole).forEach(files::add);
        }
        int damaged = 0;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] left = wear(bytes, random);
            damaged += Arrays.equals(bytes, left) ? 0 : 1;
            Files.write(after.resolve(file.getFileName()), left);
        }
        Files.write(after.resolve(FileNames.temporary(Tenant.OTHERS, 7)), new byte[30]);
        return damaged;
    }

    private static byte[] wear(byte[] bytes, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            default -> bytes;
        };
    }

    private static BlockSpool spool(Path directory, Ledger ledger) {
        SpoolDirectory disk = new SpoolDirectory(directory, FsyncPolicy.NONE, 100_000, () -> {});
        BlockSpool spool = new BlockSpool(
                new SpoolQueues(ledger, List.of(Tenant.OTHERS)),
                TestLimits.of(SpoolMode.ALWAYS, 1_000_000),
                disk,
                new DiskHealth(System::nanoTime));
        spool.start();
        return spool;
    }
}
