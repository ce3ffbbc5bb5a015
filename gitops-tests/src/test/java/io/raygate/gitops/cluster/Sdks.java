// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/**
 * The X-Ray SDKs for Python and Node.js, fetched by pip and npm, and that for Java, which the demo shop has.
 *
 * @param directory that holds them
 * @param scripts which use them
 * @param jars of the SDK for Java
 */
public record Sdks(Path directory, Path scripts, Path jars) {

    /** Segments that a sender sends if it is not told otherwise, 10 a second. */
    public static final int SEGMENTS = 30;

    /**
     * Fetches them into {@code directory}, unless they are there.
     *
     * @param root of the project
     * @throws TestAbortedException where this machine lacks Python or Node.js, or reaches no registry
     */
    public static Sdks fetch(Path root, Path directory, Path scripts) throws InterruptedException {
        try {
            download(directory);
            return new Sdks(directory, scripts, root.resolve("demo-shop/target/lib"));
        } catch (IllegalStateException | IOException missing) {
            throw new TestAbortedException("no X-Ray SDKs for the pods of a node: " + missing.getMessage(), missing);
        }
    }

    private static void download(Path directory) throws IOException, InterruptedException {
        if (!Files.isDirectory(directory.resolve("python"))) {
            HubPrograms.run(
                    Path.of("/"),
                    "python3",
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--target",
                    directory.resolve("python").toString(),
                    "aws-xray-sdk");
        }
        if (!Files.isDirectory(directory.resolve("node/node_modules"))) {
            Path node = Files.createDirectories(directory.resolve("node"));
            HubPrograms.run(
                    node,
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--silent",
                    "--prefix",
                    node.toString(),
                    "aws-xray-sdk-core");
        }
    }

    /** A sender with the SDK for Python. */
    public Sender python(String name) throws IOException, InterruptedException {
        return pythonScript(name, "send.py").endsAfter(SEGMENTS, 10);
    }

    /** A sender of as many documents as the network takes, without an SDK. */
    public Sender flood(String name, int count, int bytes) throws IOException, InterruptedException {
        return pythonScript(name, "flood.py").endsAfter(count, 0).with("BYTES", Integer.toString(bytes));
    }

    private Sender pythonScript(String name, String script) throws IOException, InterruptedException {
        Path python = Path.of(line("python3", "-c", "import sys; print(sys.executable)"));
        Path prefix = Path.of(line("python3", "-c", "import sys; print(sys.prefix)"));
        return new Sender(
                name,
                List.of(python.toString(), scripts.resolve(script).toString()),
                Map.of("PYTHONPATH", directory.resolve("python").toString()),
                Set.of(prefix, scripts, directory));
    }

    /** A sender with the SDK for Node.js. */
    public Sender node(String name) throws IOException, InterruptedException {
        Path node = Path.of(line("node", "-p", "process.execPath"));
        return new Sender(
                        name,
                        List.of(node.toString(), scripts.resolve("send.cjs").toString()),
                        Map.of(
                                "NODE_PATH",
                                directory.resolve("node/node_modules").toString()),
                        Set.of(node.getParent().getParent(), scripts, directory))
                .endsAfter(SEGMENTS, 10);
    }

    /** A sender with the SDK for Java. */
    public Sender java(String name) {
        Path home = Path.of(System.getProperty("java.home"));
        return new Sender(
                        name,
                        List.of(
                                home.resolve("bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                jars + "/*",
                                scripts.resolve("Send.java").toString()),
                        Map.of(),
                        Set.of(home, jars, scripts))
                .endsAfter(SEGMENTS, 10);
    }

    private static String line(String... command) throws IOException, InterruptedException {
        return HubPrograms.run(Path.of("/"), command).strip();
    }
}
