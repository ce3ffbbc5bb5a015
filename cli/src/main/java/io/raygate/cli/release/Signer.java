// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs with cosign: by a key, or by the identity of a hosted build (keyless), which Sigstore's log then shows to everybody.
 *
 * @param key file of the private key, whose password is in {@code COSIGN_PASSWORD}; null for keyless
 */
record Signer(@Nullable Path key) {

    private static final String COSIGN = "install cosign 2.6";

    /** Refuses a key that is not there. */
    Signer {
        if (key != null && !Files.isReadable(key)) {
            throw Failure.misused("--key " + key + " cannot be read; make one with cosign generate-key-pair");
        }
    }

    /** Signs a file; the signature goes beside it. */
    void sign(Path file) throws IOException {
        List<String> command = command("sign-blob");
        command.add("--output-signature=" + file + ".sig");
        if (key == null) {
            command.add("--output-certificate=" + file + ".pem");
        }
        command.add(file.toString());
        run(command);
    }

    /** Signs what a registry has, by its digest; the signature goes into the registry. */
    void sign(String reference, boolean loopback) throws IOException {
        List<String> command = command("sign");
        if (loopback) {
            command.add("--allow-http-registry");
        }
        command.add("--recursive");
        command.add(reference);
        run(command);
    }

    private List<String> command(String verb) {
        List<String> command = new ArrayList<>(List.of("cosign", verb, "--yes"));
        if (key != null) {
            command.add("--key=" + key);
            command.add("--tlog-upload=false");
        }
        return command;
    }

    private static void run(List<String> command) throws IOException {
        Command.run(Path.of("").toAbsolutePath(), COSIGN, command);
    }
}
