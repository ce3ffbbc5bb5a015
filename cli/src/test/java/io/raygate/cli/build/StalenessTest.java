// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StalenessTest {

    private static final Instant SOURCES = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path root;

    @BeforeEach
    void sources() throws IOException {
        write(
                "pom.xml",
                "<project><artifactId>raygate</artifactId><module>demo-shop</module><module>lib</module></project>");
        write("demo-shop/pom.xml", """
                <project>
                  <parent><groupId>io.raygate</groupId><artifactId>raygate</artifactId></parent>
                  <artifactId>demo-shop</artifactId>
                  <dependency>
                    <groupId>io.raygate</groupId>
                    <artifactId>lib</artifactId>
                  </dependency>
                </project>""");
        write("lib/pom.xml", "<project><artifactId>lib</artifactId></project>");
        write("lib/src/main/A.java", "");
        write("demo-shop/src/main/B.java", "");
        try (Stream<Path> all = Files.walk(root)) {
            all.forEach(path -> touch(path, SOURCES));
        }
    }

    @Test
    void staleModules_artefactMissing_itsModule() {
        assertThat(stale()).containsExactly("demo-shop");
    }

    @Test
    void staleModules_newerThanSources_none() throws IOException {
        artefact(SOURCES.plusSeconds(1));

        assertThat(stale()).isEmpty();
    }

    @Test
    void staleModules_sourceOfADependencyIsNewer_theModule() throws IOException {
        artefact(SOURCES.plusSeconds(1));
        touch(root.resolve("lib/src/main/A.java"), SOURCES.plusSeconds(2));

        assertThat(stale()).containsExactly("demo-shop");
    }

    @Test
    void staleModules_sourceRemoved_theModule() throws IOException {
        artefact(SOURCES.plusSeconds(1));
        Files.delete(root.resolve("lib/src/main/A.java"));

        assertThat(stale()).containsExactly("demo-shop");
    }

    @Test
    void staleModules_builtSince_none() throws IOException {
        artefact(SOURCES.plusSeconds(1));
        touch(root.resolve("demo-shop/src/main/B.java"), SOURCES.plusSeconds(2));
        new Staleness(Home.at(root)).built(List.of("demo-shop"), FileTime.from(SOURCES.plusSeconds(3)));

        assertThat(stale()).isEmpty();
    }

    @Test
    void staleModules_editedWhileItWasBuilt_theModule() throws IOException {
        artefact(SOURCES.plusSeconds(1));
        touch(root.resolve("demo-shop/src/main/B.java"), SOURCES.plusSeconds(5));
        new Staleness(Home.at(root)).built(List.of("demo-shop"), FileTime.from(SOURCES.plusSeconds(3)));

        assertThat(stale()).containsExactly("demo-shop");
    }

    private List<String> stale() {
        return new Staleness(Home.at(root)).staleModules(List.of(Artefact.DEMO_SHOP));
    }

    private void artefact(Instant time) throws IOException {
        write("demo-shop/target/demo-shop.jar", "");
        touch(root.resolve("demo-shop/target/demo-shop.jar"), time);
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, content);
    }

    private static void touch(Path path, Instant time) {
        if (!path.toFile().setLastModified(time.toEpochMilli())) {
            throw new IllegalStateException("not touched: " + path);
        }
    }
}
