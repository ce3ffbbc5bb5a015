// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.BaseFiles;
import io.raygate.it.stack.ImageRoot;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The gateway's image as Lambda runs it where SnapStart is on: {@code ./raygate image} writes it, and the function of a stack
 * is what comes out of its layers.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class GatewayImageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final int DOCUMENTS = 500;

    /** Of the classes that the function loads, as many come from the image's cache, in per cent, at least. */
    private static final int CACHED_PER_CENT = 90;

    /** How the JVM says where a class came from. */
    private static final String LOADED = " source: ";

    private static final String FROM_CACHE = LOADED + "shared objects file";

    @BeforeAll
    static void needsLinuxAndRoot() throws IOException, InterruptedException {
        String obstacle = ImageRoot.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
        assumeTrue(
                Files.exists(ScriptRun.ROOT.resolve("gateway-lambda/target/bom.json")),
                "it needs the bill of materials, which Maven writes with the network at hand");
    }

    @Test
    void image_asLambdaRunsIt_primesAndDeliversFromItsCache(@TempDir Path directory) throws Exception {
        ImageRoot image = ImageRoot.unpack(write(directory), directory);
        // Lambda's limit of memory is the machine's
        Path function =
                image.script("export JAVA_TOOL_OPTIONS='-XX:MaxRAM=512m -Xlog:class+load:file=/tmp/classes-%p.log'");
        List<String> options = List.of(
                "-Draygate.local.function.zip=" + function,
                "-Draygate.local.function.init-timeout=" + PATIENCE.toSeconds() + "s",
                "-Draygate.local.function.environment.AWS_LAMBDA_INITIALIZATION_TYPE=snap-start");
        try (RaygateStack stack = RaygateStack.start(options, "--no-demo");
                var datagrams = new Datagrams(stack.ports().daemon())) {
            List<TestDocument> documents = TestDocument.numbered(DOCUMENTS);
            datagrams.send(documents, DOCUMENTS);
            await("documents in X-Ray")
                    .atMost(PATIENCE)
                    .until(() -> stack.status().added() >= DOCUMENTS);

            assertThat(stack.traces()
                            .documents(documents.stream()
                                    .map(TestDocument::traceId)
                                    .toList()))
                    .containsOnlyKeys(documents.stream().map(TestDocument::id).toList());
            assertThat(stack.log("gateway"))
                    .anyMatch(line -> line.contains("Primed before the snapshot: documents=15000"));
            assertThat(stack.status().gatewayPids())
                    .isNotEmpty()
                    .allSatisfy(pid -> assertThat(status(pid, "Uid:")).containsOnly(ImageRoot.USER))
                    .allSatisfy(pid -> assertThat(mount(pid, "/")).startsWith("ro,"))
                    .allSatisfy(pid -> assertThat(mount(pid, "/tmp")).startsWith("rw,"));
        }
        assertThat(image.user()).isEqualTo("10001:10001");
        assertThat(cachedPerCent(image.temporary())).allMatch(cached -> cached >= CACHED_PER_CENT);
    }

    private static Path write(Path directory) throws IOException {
        Path base = BaseFiles.copy(directory.resolve("base"));
        Path output = directory.resolve("images");
        ScriptRun script = ScriptRun.of(
                List.of("image", "gateway", "--jvm", "--no-build", "--base=" + base, "--output=" + output));
        assertThat(script.exitStatus(PATIENCE)).as("%s", script.output()).isZero();
        return output.resolve("gateway");
    }

    /** The numbers of a line in what the kernel says of a process. */
    private static List<Integer> status(long pid, String name) throws IOException {
        return lines(pid, "status")
                .filter(line -> line.startsWith(name))
                .flatMap(line -> Stream.of(line.substring(name.length()).strip().split("\\s+")))
                .map(Integer::valueOf)
                .toList();
    }

    /** The options of a mount point that a process sees. */
    private static String mount(long pid, String point) throws IOException {
        return lines(pid, "mountinfo")
                .map(line -> line.split(" "))
                .filter(fields -> fields[4].equals(point))
                .map(fields -> fields[5] + ",")
                .findFirst()
                .orElse("");
    }

    private static Stream<String> lines(long pid, String file) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream();
    }

    /** For each process of the function. */
    private static List<Long> cachedPerCent(Path logs) throws IOException {
        List<Long> shares = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList()) {
                List<String> loaded = Files.readAllLines(log).stream()
                        .filter(line -> line.contains(LOADED))
                        .toList();
                long cached = loaded.stream()
                        .filter(line -> line.contains(FROM_CACHE))
                        .count();
                System.out.printf("%,d of %,d classes came from the image's cache%n", cached, loaded.size());
                shares.add(100 * cached / loaded.size());
            }
        }
        assertThat(shares).isNotEmpty();
        return shares;
    }
}
