// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The programs of {@code gitops-tests/hub}, built from Go modules: etcd, kube-apiserver and the controllers of Argo CD in
 * one, and Helm. The first build on a machine takes some minutes, since it compiles Kubernetes; after it Go's cache has
 * nearly all.
 *
 * @param directory with {@code hub}, which has a verb for each of them, and what Argo CD looks for: {@code helm} and
 *     {@code argocd-k8s-auth}
 */
public record HubPrograms(Path directory) {

    private static final String LEAST_GO = "1.26";
    private static final long BUILD_MINUTES = 15;

    /**
     * Builds what is not built or older than its sources, which Go decides.
     *
     * @param sources the directory {@code gitops-tests/hub}
     * @param target where the programs go
     * @throws TestAbortedException where this machine has no Go, no git, or one that is too old
     */
    public static HubPrograms build(Path sources, Path target) throws IOException, InterruptedException {
        require("git", "--version");
        String version = require("go", "env", "GOVERSION").replaceFirst("^go", "");
        if (Runtime.Version.parse(version).compareTo(Runtime.Version.parse(LEAST_GO)) < 0) {
            throw new TestAbortedException("Go " + version + " is too old for gitops-tests/hub; install " + LEAST_GO);
        }
        System.out.println("Building gitops-tests/hub with Go " + version + ": some minutes on a new machine");
        Files.createDirectories(target);
        run(sources, "go", "build", "-ldflags=-s -w", "-o", target + "/", ".", "helm.sh/helm/v3/cmd/helm");
        // The name under which Argo CD calls it.
        Path login = target.resolve("argocd-k8s-auth");
        if (!Files.exists(login)) {
            Files.createSymbolicLink(login, Path.of("hub"));
        }
        return new HubPrograms(target);
    }

    String hub() {
        return directory.resolve("hub").toString();
    }

    /**
     * Runs a verb that ends by itself.
     *
     * @return standard output
     */
    public String run(String... verb) throws IOException, InterruptedException {
        return run(directory, Stream.concat(Stream.of(hub()), Stream.of(verb)).toArray(String[]::new));
    }

    String helm(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String helm = this.directory.resolve("helm").toAbsolutePath().toString();
        return run(
                directory,
                environment,
                Stream.concat(Stream.of(helm), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String require(String... command) throws InterruptedException {
        try {
            return run(Path.of(""), command).strip();
        } catch (IOException | UncheckedIOException missing) {
            throw new TestAbortedException(
                    command[0] + " is missing, which the tests with a real API server need; install it", missing);
        }
    }

    /** Standard output; what the program complains of is part of the error. */
    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        return run(directory, Map.of(), command);
    }

    static String run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("raygate", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectError(complaints.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(List.of(command) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(List.of(command) + " failed: " + Files.readString(complaints) + output);
            }
            return output;
        } finally {
            Files.deleteIfExists(complaints);
        }
    }
}
