// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.UnpackedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/** {@code target/raygate-VERSION.zip}, unpacked where no Maven and no sources are. */
class BundleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void up_unpackedBundle_carriesADocumentAndStops() throws IOException {
        Path home = UnpackedBundle.in(folder);
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
}
