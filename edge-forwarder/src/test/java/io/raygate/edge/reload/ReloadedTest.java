// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReloadedTest {

    @TempDir
    Path directory;

    @Test
    void look_goodUpdate_isCurrent() throws IOException {
        Reloaded<Integer> value = open("1");

        write("2");
        value.look();

        assertThat(value.current()).isEqualTo(2);
        assertThat(value.loads()).isEqualTo(2);
        assertThat(value.isStale()).isFalse();
    }

    @Test
    void look_brokenUpdate_keepsTheLastGoodValueAndCountsItOnce() throws IOException {
        Reloaded<Integer> value = open("1");

        write("two");
        value.look();
        value.look();

        assertThat(value.current()).isEqualTo(1);
        assertThat(value.refusals()).isEqualTo(1);
        assertThat(value.isStale()).isTrue();
    }

    @Test
    void look_repairedUpdate_isCurrentAgain() throws IOException {
        Reloaded<Integer> value = open("1");
        write("two");
        value.look();

        write("2");
        value.look();

        assertThat(value.current()).isEqualTo(2);
        assertThat(value.isStale()).isFalse();
    }

    @Test
    void open_unusableFile_namesKeyAndFile() throws IOException {
        assertThatThrownBy(() -> open("one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("raygate.some.file: " + path() + ": ");
        Files.delete(path());
        assertThatThrownBy(() -> Reloaded.open("raygate.some.file", new MountedFile(path(), 9), ReloadedTest::number))
                .hasMessage("raygate.some.file: " + path() + ": it does not exist; mount it, or name another file");
    }

    @Test
    void look_parserWithABug_refusesTheUpdateAndDoesNotEndTheLooks() throws IOException {
        write("1");
        Reloaded<Integer> value = Reloaded.open("raygate.some.file", new MountedFile(path(), 100), content -> {
            if (content.length > 1) {
                throw new IllegalStateException("a bug");
            }
            return number(content);
        });

        write("22");
        value.look();

        assertThat(value.current()).isEqualTo(1);
        assertThat(value.refusals()).isEqualTo(1);
    }

    private Reloaded<Integer> open(String content) throws IOException {
        write(content);
        return Reloaded.open("raygate.some.file", new MountedFile(path(), 100), ReloadedTest::number);
    }

    private void write(String content) throws IOException {
        Files.writeString(path(), content);
    }

    private Path path() {
        return directory.resolve("file");
    }

    private static int number(byte[] content) {
        return Integer.parseInt(new String(content, StandardCharsets.UTF_8));
    }
}
