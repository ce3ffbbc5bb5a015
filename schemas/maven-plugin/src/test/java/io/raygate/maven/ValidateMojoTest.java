// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever is wrong, Maven gets one line to print and no cause whose stack it could print. */
class ValidateMojoTest {

    @TempDir
    Path folder;

    @Test
    void execute_rejectedDocument_failsWithTheSummary() throws Exception {
        assertFails(
                "files", List.of(rejected()), "Validated: mode=repair, files=1, documents=1, repaired=0, rejected=1");
    }

    @Test
    void execute_invalidParameter_namesItsValueAndTheRemedy() throws Exception {
        assertFails("mode", "lax", "raygate.mode=lax is not valid: write repair or strict");
        assertFails("onRejected", "shout", "raygate.onRejected=shout is not valid: write fail or warn");
        assertFails("maxFindings", 0, "raygate.maxFindings=0 is not valid: write 1 or more");
        assertFails("maxFileBytes", 0L, "raygate.maxFileBytes=0 is not valid: write 1 to 2147483639");
        assertFails(
                "includes",
                List.of("[a"),
                "raygate.includes or raygate.excludes=[a is not valid: write a glob such as **/*.json");
    }

    @Test
    void execute_missingFile_namesIt() throws Exception {
        File missing = folder.resolve("none").toFile();

        assertFails(
                "files",
                List.of(missing),
                "raygate.files=" + missing + " is not valid: name files and directories that exist");
    }

    @Test
    void execute_onRejectedWarn_doesNotFail() throws Exception {
        ValidateMojo mojo = mojo();
        set(mojo, "files", List.of(rejected()));
        set(mojo, "onRejected", "warn");

        assertThatNoException().isThrownBy(mojo::execute);
    }

    private void assertFails(String parameter, Object value, String message) throws Exception {
        ValidateMojo mojo = mojo();
        set(mojo, parameter, value);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    private File rejected() throws IOException {
        return Files.writeString(folder.resolve("rejected.json"), "[]").toFile();
    }

    private ValidateMojo mojo() throws Exception {
        ValidateMojo mojo = new ValidateMojo();
        set(
                mojo,
                "files",
                List.of(Files.createDirectories(folder.resolve("documents")).toFile()));
        Files.writeString(folder.resolve("documents/empty.json"), "[]");
        return mojo;
    }

    /** As Maven does. */
    private static void set(ValidateMojo mojo, String parameter, Object value) throws Exception {
        Field field = ValidateMojo.class.getDeclaredField(parameter);
        field.setAccessible(true);
        field.set(mojo, value);
    }
}
