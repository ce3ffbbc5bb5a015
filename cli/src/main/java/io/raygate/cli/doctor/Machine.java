// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.raygate.cli.Home;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is installed here, and how much memory there is.
 *
 * @param environment where the user's own settings are
 */
record Machine(Map<String, String> environment) {

    private static final long MIN_MEMORY_MIB = 1_500;
    private static final long MIB = 1024 * 1024;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    /** gitops-tests/hub/go.mod asks for no less. */
    private static final int GO_MINOR = 26;

    private static final Pattern GO = Pattern.compile("go1\\.(\\d+)");

    static Machine current() {
        return new Machine(System.getenv());
    }

    Finding maven(Home home) {
        if (home.bundle()) {
            return Finding.ok("mvnw: not needed, this is a bundle");
        }
        if (!Files.isExecutable(home.root().resolve("mvnw"))) {
            return Finding.fatal("mvnw: restore it and make it executable (git checkout mvnw; chmod +x mvnw)");
        }
        Path mavenHome =
                Path.of(environment.getOrDefault("MAVEN_USER_HOME", environment.getOrDefault("HOME", "") + "/.m2"));
        if (Files.isDirectory(mavenHome.resolve("wrapper/dists"))) {
            return Finding.ok("mvnw: Maven is here");
        }
        return output("curl", "--version").or(() -> output("wget", "--version")).isPresent()
                ? Finding.ok("mvnw: Maven will be downloaded at the first build")
                : Finding.fatal("mvnw: install curl or wget, with which it downloads Maven");
    }

    Finding memory() {
        long mib = availableMib();
        return mib >= MIN_MEMORY_MIB
                ? Finding.ok("memory: " + mib + " MiB")
                : Finding.fatal("memory: " + mib + " MiB of at least " + MIN_MEMORY_MIB
                        + ": close something, or leave out the demo shop (--no-demo)");
    }

    Finding aws() {
        return output("aws", "--version")
                .map(version -> Finding.ok("aws: " + version.split(" ", 2)[0]))
                .orElseGet(() -> Finding.optional(
                        "aws: needed only to look at traces from a shell; https://aws.amazon.com/cli/"));
    }

    Finding go() {
        String skips = ": test skips what needs a real API server and Argo CD";
        Optional<String> version = output("go", "env", "GOVERSION");
        if (version.isEmpty()) {
            return Finding.optional("go: not Go 1." + GO_MINOR + skips + "; https://go.dev/dl/");
        }
        Matcher minor = GO.matcher(version.get());
        return minor.find() && Integer.parseInt(minor.group(1)) >= GO_MINOR
                ? Finding.ok("go: " + version.get())
                : Finding.optional("go: " + version.get() + " is older than 1." + GO_MINOR + skips);
    }

    /** Free memory and what the system can take back; where it does not say that, all memory. */
    private static long availableMib() {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            if (available.find()) {
                return Long.parseLong(available.group(1)) / 1024;
            }
        } catch (IOException _) {
            // not Linux
        }
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MIB;
    }

    /** The first line that a command prints; empty where it is not there or fails. */
    private static Optional<String> output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? text.lines().findFirst() : Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
