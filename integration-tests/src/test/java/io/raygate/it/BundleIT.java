// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code target/raygate-VERSION.zip}, unpacked where no Maven and no sources are. */
class BundleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void up_unpackedBundle_carriesADocumentAndStops() throws IOException {
        Path home = unpack();
        try (RaygateStack stack = RaygateStack.startBundle(home, "--no-demo")) {
            TestDocument document = TestDocument.numbered(1).getFirst();
            try (var datagrams = new Datagrams(stack.ports().daemon())) {
                datagrams.send(Datagrams.framed(document.body()));
            }
            await().atMost(PATIENCE)
                    .until(() -> stack.traces()
                            .documents(List.of(document.traceId()))
                            .containsKey(document.id()));
            // what a build does to a tree of sources must not keep a stack from being stopped
            Files.writeString(home.resolve("lib/cli/raygate-cli.jar"), "no jar any more");
        }
    }

    private Path unpack() throws IOException {
        Path zip;
        try (var files = Files.list(ScriptRun.ROOT.resolve("target"))) {
            zip = files.filter(file -> file.getFileName().toString().matches("raygate-.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        }
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? path : path.resolveSibling(""));
                if (!entry.isDirectory()) {
                    Files.copy(entries, path);
                }
            }
        }
        String name = zip.getFileName().toString();
        Path home = folder.resolve(name.substring(0, name.length() - ".zip".length()));
        // the zip says so, but not to Java
        assertThat(home.resolve("raygate").toFile().setExecutable(true)).isTrue();
        return home;
    }
}
