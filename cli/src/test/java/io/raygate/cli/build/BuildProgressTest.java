// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BuildProgressTest {

    @Test
    void after_module_namesIt() {
        assertThat(text("[INFO] Building Raygate :: Edge forwarder 0.1.0-SNAPSHOT                  [4/7]"))
                .isEqualTo("building Edge forwarder [4/7]");
    }

    @Test
    void after_downloads_namesTheFileAndCounts() {
        assertThat(text(
                        "[INFO] Building Raygate :: Local stack 0.1.0-SNAPSHOT   [2/7]",
                        "[INFO] Downloading from central: https://repo.maven.apache.org/maven2/io/netty/a/1/a-1.pom",
                        "[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/io/netty/a/1/a-1.pom (2 kB)",
                        "[INFO] Downloading from central: https://repo.maven.apache.org/maven2/io/netty/a/1/a-1.jar"))
                .isEqualTo("downloading a-1.jar (2 downloads)");
    }

    @Test
    void after_downloadsAndWork_saysThatItBuilds() {
        assertThat(text(
                        "Downloading from central: https://repo.maven.apache.org/maven2/io/netty/a/1/a-1.pom",
                        "[INFO] --- compiler:3.14.1:compile (default-compile) @ local-stack ---"))
                .isEqualTo("building on (1 downloads)");
    }

    @Test
    void after_nothing_readsProjects() {
        assertThat(text("[INFO] Scanning for projects...")).isEqualTo("reading projects");
    }

    private static String text(String... lines) {
        return BuildProgress.BEGIN.after(List.of(lines)).text();
    }
}
