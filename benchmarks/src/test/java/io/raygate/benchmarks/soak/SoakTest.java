// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SoakTest {

    @TempDir
    private Path directory;

    @Test
    void books_everyDocumentInOneAccount_areClosed() {
        assertThat(books(1_000, 900, 0, 0).areClosed()).isTrue();
        assertThat(books(1_000, 900, 0, 0).sentence()).isEqualTo("The books are closed.");
    }

    @Test
    void books_documentsThatNothingExplains_areOpen() {
        Books books = books(1_000, 899, 0, 0);

        assertThat(books.areClosed()).isFalse();
        assertThat(books.sentence()).contains("1 documents are in no account", "explain at most 0");
    }

    @Test
    void books_moreDeliveredThanSent_areOpenWhateverEnded() {
        assertThat(books(1_000, 901, 3, 3).areClosed()).isFalse();
    }

    @Test
    void books_aKilledForwarder_explainsWhatItsMemoryHeldAndNoMore() {
        assertThat(books(10_000, 7_900, 1, 0).areClosed()).isTrue();
        assertThat(books(10_000, 7_899, 1, 0).areClosed()).isFalse();
        assertThat(books(10_000, 9_400, 0, 1).areClosed()).isTrue();
        assertThat(books(10_000, 9_399, 0, 1).areClosed()).isFalse();
    }

    /** 100 documents are in the accounts beside the delivered ones. */
    private static Books books(long sent, long delivered, int kills, int stops) {
        return new Books(sent, delivered, 40, 10, 20, 25, 5, kills, stops);
    }

    @Test
    void slopes_growthInTheLastTwoThirds_countsAndWarmUpDoesNot() {
        Memory memory = new Memory(directory);
        for (int minute = 0; minute < 30; minute++) {
            memory.add("warms up", minute, minute < 10 ? 50 + 10 * minute : 150);
            memory.add("grows", minute, 100 + minute);
        }

        assertThat(memory.slopes().get("warms up").growth()).isZero();
        assertThat(memory.slopes().get("grows").growth()).isBetween(18.9, 19.1);
        assertThat(memory.slopes().get("grows").perMinute()).isBetween(0.99, 1.01);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void look_aProcessWithALogOfCollections_takesTheLast() throws IOException {
        long pid = ProcessHandle.current().pid();
        Files.writeString(
                directory.resolve(Memory.LOG + pid + ".log"),
                "GC(0) Pause Young (Allocation Failure) 20M->7M(40M) 3ms\nGC(1) Pause Full 30M->9M(40M) 3ms\n");
        Memory memory = new Memory(directory);
        for (int minute = 0; minute < 6; minute++) {
            memory.look("this", minute, pid);
            memory.look("gone", minute, Long.MAX_VALUE);
        }

        assertThat(memory.slopes()).containsOnlyKeys("this, resident", "this, heap after collection");
        assertThat(memory.slopes().get("this, heap after collection").last()).isEqualTo(9);
    }

    @Test
    void incidents_eachPoint_isOneKind() {
        Set<Incidents.Kind> kinds = EnumSet.noneOf(Incidents.Kind.class);
        IntStream.range(0, Incidents.Kind.weights())
                .mapToObj(Incidents.Kind::at)
                .forEach(kinds::add);

        assertThat(kinds).containsExactly(Incidents.Kind.values());
        assertThatIllegalArgumentException().isThrownBy(() -> Incidents.Kind.at(Incidents.Kind.weights()));
    }
}
