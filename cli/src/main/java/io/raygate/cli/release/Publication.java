// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.process.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts layouts into a registry with skopeo, which keeps every byte, so that what is pulled has the digest that is released.
 *
 * @param registry with its namespace: {@code registry.example.com/raygate}
 */
record Publication(String registry) {

    private static final Tool SKOPEO = new Tool("skopeo", "install skopeo");

    /** Refuses what is no registry. */
    Publication {
        if (!registry.matches("[a-z0-9.-]+(?::[0-9]+)?(?:/[a-z0-9._-]+)+")) {
            throw Failure.misused("--push " + registry
                    + " is not a registry and a namespace without a scheme: registry.example.com/raygate");
        }
    }

    /** Ends the verb before anything is built where skopeo is not there. */
    void require() {
        SKOPEO.require();
    }

    /** The name of an artefact by its digest. */
    String byDigest(String artefact, String digest) {
        return registry + "/" + artefact + "@" + digest;
    }

    /**
     * A version that is published stays what it is.
     *
     * @throws Failure where the registry has another digest under this version
     */
    void refuseOther(String artefact, String version, String digest) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("inspect", "--raw"));
        if (isLoopback()) {
            arguments.add("--tls-verify=false");
        }
        arguments.add(byVersion(artefact, version));
        Optional<String> there = SKOPEO.ask(here(), arguments)
                .map(manifest -> "sha256:" + Checksum.SHA_256.of(manifest.getBytes(StandardCharsets.UTF_8)));
        if (there.isPresent() && !there.get().equals(digest)) {
            throw Failure.of(registry + "/" + artefact + ":" + version + " is there already, with the digest "
                    + there.get() + ", and here it has " + digest + ": release another version");
        }
    }

    /**
     * Pushes one layout under the version.
     *
     * @throws Failure where the registry has another digest afterwards
     */
    void push(Path layout, String artefact, String version, String digest) throws IOException {
        Path pushed = Files.createTempFile("raygate-push", ".digest");
        try {
            List<String> arguments = new ArrayList<>(
                    List.of("copy", "--all", "--preserve-digests", "--quiet", "--digestfile=" + pushed));
            if (isLoopback()) {
                arguments.add("--dest-tls-verify=false");
            }
            arguments.add("oci:" + layout);
            arguments.add(byVersion(artefact, version));
            SKOPEO.run(here(), arguments);
            String there = Files.readString(pushed).strip();
            if (!there.equals(digest)) {
                throw Failure.of(artefact + " has the digest " + there + " in the registry, and " + digest
                        + " here: do not use it, and push again");
            }
        } finally {
            Files.deleteIfExists(pushed);
        }
    }

    private String byVersion(String artefact, String version) {
        return "docker://" + registry + "/" + artefact + ":" + version;
    }

    /** Where plain HTTP will do, as container engines have it. */
    boolean isLoopback() {
        return registry.matches("(?:localhost|127\\.0\\.0\\.1)[:/].*");
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
