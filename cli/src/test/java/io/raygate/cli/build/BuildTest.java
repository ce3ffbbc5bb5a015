// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Console;
import io.raygate.cli.Home;
import io.raygate.cli.process.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class BuildTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path root;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void sources() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path maven = Files.writeString(root.resolve("mvnw"), "#!/bin/sh\nexit 0\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void all_anotherOneBuilds_waitsForIt() throws Exception {
        Home home = Home.at(root);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Maven maven = new Maven(home, new Console(out, out, true), Signals.none());

        CompletableFuture<Void> second;
        try (var _ = maven.alone()) {
            second = CompletableFuture.runAsync(() -> new Build(maven).all(root.resolve("build.log"), List.of("any")));
            await(() -> said.toString(StandardCharsets.UTF_8).contains("waiting for another build"));
            assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("built in");
        }
        second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("built in");
    }
}
