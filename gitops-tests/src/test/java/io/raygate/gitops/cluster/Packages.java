// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Programs of Debian's or Ubuntu's packages, which are installed where they are missing. */
public final class Packages {

    private static final Path ROOT = Path.of("/");

    private Packages() {}

    /**
     * Installs what is missing.
     *
     * @param programs by name or path, with the package that has each
     * @param purpose what they are for
     * @throws TestAbortedException where that is not possible; its message says what to install
     */
    public static void require(Map<String, String> programs, String purpose) throws InterruptedException {
        List<String> packages = programs.entrySet().stream()
                .filter(needed -> !exists(needed.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (packages.isEmpty()) {
            return;
        }
        String names = String.join(" ", packages);
        System.out.println("Installing " + names + " for " + purpose);
        try {
            HubPrograms.run(ROOT, "apt-get", "update", "-qq");
            HubPrograms.run(ROOT, ("apt-get install -qq --no-install-recommends " + names).split(" "));
        } catch (IllegalStateException | IOException missing) {
            throw new TestAbortedException(
                    names + " is missing, which is needed for " + purpose + ", and cannot be installed from here ("
                            + missing.getMessage() + "): install it",
                    missing);
        }
    }

    private static boolean exists(String file) {
        return Stream.of("", "/usr/local/sbin/", "/usr/local/bin/", "/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
                .anyMatch(place -> Files.exists(Path.of(place + file)));
    }
}
