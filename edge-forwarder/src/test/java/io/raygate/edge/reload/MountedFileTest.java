// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MountedFileTest {

    @TempDir
    Path directory;

    @Test
    void look_sameContent_isUnchanged() throws IOException {
        MountedFile file = file("a");

        assertThat(text(file.look())).isEqualTo("a");
        Files.writeString(file.path(), "a");

        assertThat(file.look()).isInstanceOf(MountedFile.Unchanged.class);
    }

    @Test
    void look_writtenInPlaceWithEqualLength_isChanged() throws IOException {
        MountedFile file = file("a");
        file.look();

        Files.writeString(file.path(), "b");

        assertThat(text(file.look())).isEqualTo("b");
    }

    @Test
    void look_linksSwappedAsTheKubeletDoes_isChanged() throws IOException {
        Files.createDirectories(directory.resolve("..v1"));
        Files.createDirectories(directory.resolve("..v2"));
        Files.writeString(directory.resolve("..v1/policy.yaml"), "one");
        Files.writeString(directory.resolve("..v2/policy.yaml"), "two");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(directory.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        MountedFile file = new MountedFile(directory.resolve("policy.yaml"), 100);
        assertThat(text(file.look())).isEqualTo("one");

        Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..v2"));
        Files.move(
                directory.resolve("..data_tmp"),
                directory.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(text(file.look())).isEqualTo("two");
    }

    @Test
    void look_fileGoneForAWhile_saysSoOnceAndReadsItAgain() throws IOException {
        MountedFile file = file("a");
        file.look();

        Files.delete(file.path());
        assertThat(file.look())
                .isEqualTo(new MountedFile.Unreadable("it does not exist; mount it, or name another file"));
        assertThat(file.look()).isInstanceOf(MountedFile.Unchanged.class);

        Files.writeString(file.path(), "a");
        assertThat(text(file.look())).isEqualTo("a");
    }

    @Test
    void look_largerThanAllowed_isUnreadable() throws IOException {
        MountedFile file = file("x".repeat(101));

        assertThat(file.look()).isEqualTo(new MountedFile.Unreadable("it is larger than 100 bytes"));
    }

    @Test
    void look_directory_isUnreadable() {
        assertThat(new MountedFile(directory, 100).look()).isInstanceOf(MountedFile.Unreadable.class);
    }

    @Test
    @Timeout(60)
    void look_pipe_isUnreadableAtOnce() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(new MountedFile(pipe, 100).look()).isEqualTo(new MountedFile.Unreadable("it is not a regular file"));
    }

    private MountedFile file(String content) throws IOException {
        return new MountedFile(Files.writeString(directory.resolve("file"), content), 100);
    }

    private static String text(MountedFile.Look look) {
        return new String(((MountedFile.Changed) look).content(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
