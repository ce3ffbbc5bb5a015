// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.process.Tool;
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

    private static final Tool COSIGN = new Tool("cosign", "install cosign 2.6");

    /** Refuses a key that is not there. */
    Signer {
        if (key != null && !Files.isReadable(key)) {
            throw Failure.misused("--key " + key + " cannot be read; make one with cosign generate-key-pair");
        }
    }

    /**
     * Tries what can be tried before anything is built.
     *
     * @throws Failure where cosign is not there, or does not open the key
     */
    void require() throws IOException {
        COSIGN.require();
        if (key != null
                && COSIGN.ask(here(), List.of("public-key", "--key=" + key)).isEmpty()) {
            throw Failure.of("cosign does not open --key " + key
                    + ": set COSIGN_PASSWORD to its password, or name a key that cosign generate-key-pair has made");
        }
    }

    /** Signs a file; the signature goes beside it. */
    void sign(Path file) throws IOException {
        List<String> arguments = arguments("sign-blob");
        arguments.add("--output-signature=" + file + ".sig");
        if (key == null) {
            arguments.add("--output-certificate=" + file + ".pem");
        }
        arguments.add(file.toString());
        COSIGN.run(here(), arguments);
    }

    /** Signs what a registry has, by its digest; the signature goes into the registry. */
    void sign(String reference, boolean loopback) throws IOException {
        List<String> arguments = arguments("sign");
        if (loopback) {
            arguments.add("--allow-http-registry");
        }
        arguments.add("--recursive");
        arguments.add(reference);
        COSIGN.run(here(), arguments);
    }

    private List<String> arguments(String verb) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--yes"));
        if (key != null) {
            arguments.add("--key=" + key);
            arguments.add("--tlog-upload=false");
        }
        return arguments;
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
