// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts layouts into a registry with skopeo, which keeps every byte, so that what is pulled has the digest that is released.
 *
 * @param registry with its namespace: {@code registry.example.com/raygate}
 */
record Publication(String registry) {

    private static final String SKOPEO = "install skopeo";

    /** Refuses what is no registry. */
    Publication {
        if (!registry.matches("[a-z0-9.-]+(?::[0-9]+)?(?:/[a-z0-9._-]+)+")) {
            throw Failure.misused("--push " + registry
                    + " is not a registry and a namespace without a scheme: registry.example.com/raygate");
        }
    }

    /** The name of an artefact by its digest. */
    String byDigest(String artefact, String digest) {
        return registry + "/" + artefact + "@" + digest;
    }

    /**
     * Pushes one layout under the version.
     *
     * @throws Failure where the registry has another digest afterwards
     */
    void push(Path layout, String artefact, String version, String digest) throws IOException {
        Path pushed = Files.createTempFile("raygate-push", ".digest");
        try {
            List<String> command = new ArrayList<>(
                    List.of("skopeo", "copy", "--all", "--preserve-digests", "--quiet", "--digestfile=" + pushed));
            if (isLoopback()) {
                command.add("--dest-tls-verify=false");
            }
            command.add("oci:" + layout);
            command.add("docker://" + registry + "/" + artefact + ":" + version);
            Command.run(Path.of("").toAbsolutePath(), SKOPEO, command);
            String there = Files.readString(pushed).strip();
            if (!there.equals(digest)) {
                throw Failure.of(artefact + " has the digest " + there + " in the registry, and " + digest
                        + " here: do not use it, and push again");
            }
        } finally {
            Files.deleteIfExists(pushed);
        }
    }

    /** Where plain HTTP will do, as container engines have it. */
    boolean isLoopback() {
        return registry.matches("(?:localhost|127\\.0\\.0\\.1)[:/].*");
    }
}
