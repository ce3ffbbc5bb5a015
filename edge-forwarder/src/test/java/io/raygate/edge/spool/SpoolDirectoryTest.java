// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.SpoolConfig.FsyncPolicy;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpoolDirectoryTest {

    private static final int FRAME_BYTES = 80;

    @TempDir
    Path directory;

    private final AtomicInteger setAside = new AtomicInteger();
    private final List<SpoolDirectory> opened = new ArrayList<>();

    @AfterEach
    void letGo() {
        opened.forEach(SpoolDirectory::close);
    }

    @ParameterizedTest
    @EnumSource
    void write_anyFsyncPolicy_isReadAfterRestart(FsyncPolicy fsync) throws Exception {
        SpoolDirectory first = open(fsync);
        StoredBlock stored = first.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));
        first.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES));
        first.sync();
        first.close();

        SpoolDirectory second = new SpoolDirectory(directory, fsync, 1_000, setAside::incrementAndGet);
        List<StoredBlock> left = second.open();

        assertThat(left).hasSize(2).first().isEqualTo(stored);
        SealedBlock read = second.read(stored);
        assertThat(read.frame()).isEqualTo(TestBlocks.block(1, FRAME_BYTES).frame());
        assertThat(read).usingRecursiveComparison().isEqualTo(TestBlocks.block(1, FRAME_BYTES));
        second.close();
    }

    @Test
    void write_blockWithoutSpans_isReadByReleasesBeforeSpans() throws Exception {
        SpoolDirectory spool = open(FsyncPolicy.NONE);
        StoredBlock segments = spool.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES));
        StoredBlock spans = spool.write(Tenant.OTHERS, TestBlocks.block(3, FRAME_BYTES));

        assertThat(versionOf(segments)).isEqualTo(1);
        assertThat(segments.fileBytes()).isEqualTo(44 + FRAME_BYTES);
        assertThat(versionOf(spans)).isEqualTo(2);
        assertThat(spool.read(segments).spans()).isZero();
        assertThat(spool.read(spans).spans()).isEqualTo(30);
        assertThat(spans.contents().spans()).isEqualTo(30);
    }

    private int versionOf(StoredBlock block) throws Exception {
        byte[] file = Files.readAllBytes(directory.resolve(FileNames.whole(block.tenant(), block.number())));
        assertThat((long) file.length).isEqualTo(block.fileBytes());
        return file[7];
    }

    @Test
    void open_directoryInUse_saysBy() throws Exception {
        open(FsyncPolicy.NONE);

        assertThatThrownBy(() -> open(FsyncPolicy.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raygate.spool.directory: " + directory)
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void open_anotherProcessHadItMeanwhile_writesOverNoneOfItsFiles() throws Exception {
        SpoolDirectory ours = open(FsyncPolicy.NONE);
        StoredBlock first = ours.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));
        Files.delete(directory.resolve("lock"));
        SpoolDirectory other = open(FsyncPolicy.NONE);
        StoredBlock others = other.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES));
        other.close();

        List<StoredBlock> found = ours.open();
        StoredBlock last = ours.write(Tenant.OTHERS, TestBlocks.block(3, FRAME_BYTES));

        assertThat(found).containsExactly(others);
        assertThat(Set.of(first.number(), others.number(), last.number())).hasSize(3);
        assertThat(ours.read(others).sequence()).isEqualTo(2);
        assertThat(ours.read(first).sequence()).isEqualTo(1);
    }

    @Test
    void open_processDiedWhileWriting_givesAllOrNothing() throws Exception {
        byte[] whole = wholeFile();
        for (int length = 0; length <= whole.length; length++) {
            Path temporary = directory.resolve("%016x.tmp".formatted(length));
            Files.write(temporary, Arrays.copyOf(whole, length));
        }

        List<StoredBlock> left = open(FsyncPolicy.NONE).open();

        assertThat(left).isEmpty(); // already scanned
        assertThat(names()).containsExactly("%016x.block".formatted(whole.length), "lock");
        assertThat(setAside).hasValue(0);
    }

    @Test
    void read_truncatedFile_isUnreadable() throws Exception {
        byte[] whole = wholeFile();
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        for (int length = 0; length < whole.length; length++) {
            Files.write(directory.resolve("%016x.block".formatted(7)), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> disk.read(numbered(7)))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void read_anyBitFlipped_isUnreadable() throws Exception {
        byte[] whole = wholeFile();
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(directory.resolve("%016x.block".formatted(7)), flipped);

            assertThatThrownBy(() -> disk.read(numbered(7)))
                    .as("bit %d", bit)
                    .isInstanceOf(UnreadableFileException.class);
        }
    }

    @Test
    void read_bytesAppended_isUnreadable() throws Exception {
        byte[] whole = wholeFile();
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        Files.write(directory.resolve("%016x.block".formatted(7)), Arrays.copyOf(whole, whole.length + 1));

        assertThatThrownBy(() -> disk.read(numbered(7))).isInstanceOf(UnreadableFileException.class);
        assertThatThrownBy(() -> disk.read(numbered(8))).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void open_filesOfAnyContent_setsAsideWhatHasNoHeadAndLeavesOtherNames() throws Exception {
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        Files.write(directory.resolve("%016x.block".formatted(1)), noise);
        Files.write(directory.resolve("%016x.block".formatted(2)), new byte[0]);
        Files.write(directory.resolve("notes.txt"), noise);
        Files.createDirectory(directory.resolve("%016x.block".formatted(3)));
        Files.write(directory.resolve("%016x.block".formatted(4)), wholeFile());

        SpoolDirectory disk = new SpoolDirectory(directory, FsyncPolicy.NONE, 1_000, setAside::incrementAndGet);
        opened.add(disk);

        assertThat(disk.open()).extracting(StoredBlock::number).containsExactly(4L);
        assertThat(setAside).hasValue(2);
        assertThat(names())
                .containsExactly(
                        "0000000000000003.block", "0000000000000004.block", "lock", "notes.txt", SetAside.NAME);
    }

    @Test
    void setAside_moreThanTheBound_keepsTheNewest() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        long last = 0;
        for (int i = 0; i < 10; i++) {
            StoredBlock stored = disk.write(Tenant.OTHERS, TestBlocks.block(i, 300));
            disk.setAside(stored);
            last = stored.number();
        }

        try (Stream<Path> kept = Files.list(directory.resolve(SetAside.NAME))) {
            assertThat(kept.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("%016x.block".formatted(last - 1), "%016x.block".formatted(last));
        }
    }

    @Test
    void write_afterRestart_doesNotReuseNumbers() throws Exception {
        SpoolDirectory first = open(FsyncPolicy.NONE);
        StoredBlock stored = first.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));
        StoredBlock aside = first.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES));
        first.setAside(aside);
        first.close();

        assertThat(open(FsyncPolicy.NONE)
                        .write(Tenant.OTHERS, TestBlocks.block(3, FRAME_BYTES))
                        .number())
                .isGreaterThan(aside.number())
                .isGreaterThan(stored.number());
    }

    @Test
    void delete_fileGone_doesNothing() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.INTERVAL);
        StoredBlock stored = disk.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));

        disk.delete(stored);
        disk.delete(stored);
        disk.setAside(stored);
        disk.sync();
        disk.probe();

        assertThat(names()).containsExactly("lock");
    }

    @Test
    void write_directoryRemovedAndMadeAgain_isRefusedUntilItIsLockedAgain() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        long last = disk.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES)).number();
        removeAll();
        Files.createDirectory(directory);

        assertThatThrownBy(() -> disk.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was replaced");
        assertThat(disk.open()).isEmpty();

        assertThat(disk.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES)).number())
                .isGreaterThan(last);
        assertThatThrownBy(() -> open(FsyncPolicy.NONE)).hasMessageContaining("is in use by process");
    }

    @Test
    void open_directoryTakenByAnotherProcessMeanwhile_isRefused() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        removeAll();
        open(FsyncPolicy.NONE);

        assertThatThrownBy(disk::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is in use by process");
        assertThatThrownBy(() -> disk.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void open_lockFileRemoved_isLockedAgainAndGivesNoBlockTwice() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        disk.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));
        Files.delete(directory.resolve("lock"));

        assertThat(disk.open()).isEmpty();

        assertThatThrownBy(() -> open(FsyncPolicy.NONE)).hasMessageContaining("is in use by process");
    }

    @Test
    void open_anotherDirectoryInItsPlace_givesWhatIsInItAndOverwritesNothing() throws Exception {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        byte[] other = wholeFileOf(TestBlocks.block(9, FRAME_BYTES), disk);
        removeAll();
        Files.createDirectory(directory);
        Files.write(directory.resolve("%016x.block".formatted(4711)), other);

        assertThat(disk.open()).extracting(StoredBlock::number).containsExactly(4711L);

        assertThat(disk.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES)).number())
                .isEqualTo(4712);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "probe.tmp"})
    void open_pipeByTheNameOfAFile_isRefusedAtOnce(String name) throws Exception {
        int status = new ProcessBuilder("mkfifo", directory.resolve(name).toString())
                .start()
                .waitFor();
        assertThat(status).isZero();

        assertThatThrownBy(() -> open(FsyncPolicy.NONE).probe())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void open_fileWithTheLastNumber_getsOneThatLeavesRoom() throws Exception {
        byte[] whole = wholeFile();
        Files.write(directory.resolve("7fffffffffffffff.block"), whole);
        Files.write(directory.resolve("7ffffffffffffffe.tmp"), whole);
        Files.write(directory.resolve("%016x.block".formatted(5)), whole);
        SpoolDirectory disk = new SpoolDirectory(directory, FsyncPolicy.NONE, 1_000, setAside::incrementAndGet);
        opened.add(disk);

        List<StoredBlock> left = disk.open();
        long next = disk.write(Tenant.OTHERS, TestBlocks.block(2, FRAME_BYTES)).number();

        assertThat(left).extracting(StoredBlock::number).containsExactly(5L, 6L, 7L);
        assertThat(next).isEqualTo(8);
        assertThat(disk.read(numbered(7)).sequence()).isEqualTo(1);
    }

    private void removeAll() throws IOException {
        for (String name : names()) {
            Files.delete(directory.resolve(name));
        }
        Files.delete(directory);
    }

    private byte[] wholeFileOf(SealedBlock block, SpoolDirectory disk) throws IOException {
        long number = disk.write(Tenant.OTHERS, block).number();
        return Files.readAllBytes(directory.resolve("%016x.block".formatted(number)));
    }

    /** A spool file as it is written. */
    private byte[] wholeFile() throws IOException {
        SpoolDirectory disk = open(FsyncPolicy.NONE);
        StoredBlock stored = disk.write(Tenant.OTHERS, TestBlocks.block(1, FRAME_BYTES));
        Path file = directory.resolve("%016x.block".formatted(stored.number()));
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        disk.close();
        return bytes;
    }

    private SpoolDirectory open(FsyncPolicy fsync) throws IOException {
        SpoolDirectory disk = new SpoolDirectory(directory, fsync, 1_000, setAside::incrementAndGet);
        opened.add(disk);
        disk.open();
        return disk;
    }

    private static StoredBlock numbered(long number) {
        return new StoredBlock(Tenant.OTHERS, number, Ledger.Contents.ofSegments(1), 0, 0);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
