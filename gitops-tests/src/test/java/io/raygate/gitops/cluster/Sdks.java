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
 * The X-Ray SDKs for Python and Node.js, fetched by pip and npm, and that for Java, which Maven brought.
 *
 * @param directory that holds them
 * @param scripts which use them
 */
public record Sdks(Path directory, Path scripts) {

    /**
     * Fetches them into {@code directory}, unless they are there.
     *
     * @throws TestAbortedException where this machine lacks Python or Node.js, or reaches no registry
     */
    public static Sdks fetch(Path directory, Path scripts) throws InterruptedException {
        try {
            return download(directory, scripts);
        } catch (IllegalStateException | IOException missing) {
            throw new TestAbortedException("no X-Ray SDKs for the pods of a node: " + missing.getMessage(), missing);
        }
    }

    private static Sdks download(Path directory, Path scripts) throws IOException, InterruptedException {
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
        return new Sdks(directory, scripts);
    }

    public Sender python(String name, String daemon, int perSecond, int count)
            throws IOException, InterruptedException {
        Path python = Path.of(line("python3", "-c", "import sys; print(sys.executable)"));
        return new Sender(
                name,
                daemon,
                perSecond,
                count,
                List.of(python.toString(), scripts.resolve("send.py").toString()),
                Map.of("PYTHONPATH", directory.resolve("python").toString()),
                Set.of(Path.of(line("python3", "-c", "import sys; print(sys.prefix)")), scripts, directory));
    }

    public Sender node(String name, String daemon, int perSecond, int count) throws IOException, InterruptedException {
        Path node = Path.of(line("node", "-p", "process.execPath"));
        return new Sender(
                name,
                daemon,
                perSecond,
                count,
                List.of(node.toString(), scripts.resolve("send.cjs").toString()),
                Map.of("NODE_PATH", directory.resolve("node/node_modules").toString()),
                Set.of(node.getParent().getParent(), scripts, directory));
    }

    private static String line(String... command) throws IOException, InterruptedException {
        return HubPrograms.run(Path.of("/"), command).strip();
    }
}
