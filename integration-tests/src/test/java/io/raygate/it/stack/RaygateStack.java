// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stack as {@code ./raygate up} starts it, from what this build has packaged, on ports that were free. Closing stops it
 * by SIGTERM and fails where a process or a port is left. Thread-safe.
 */
public final class RaygateStack implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
    private static final int TERMINATED = 128 + 15;

    private final Ports ports;
    private final ScriptRun script;
    private final Duration startTime;
    private final TraceReader traces;

    private RaygateStack(Ports ports, ScriptRun script, Duration startTime) {
        this.ports = ports;
        this.script = script;
        this.startTime = startTime;
        this.traces = new TraceReader(ports.aws());
    }

    /** Starts a stack and waits until it is ready. */
    public static RaygateStack start(String... options) {
        return start(List.of(), options);
    }

    /** The same with more JVM options for the local stack. */
    public static RaygateStack start(List<String> stackOptions, String... options) {
        return start(ScriptRun.ROOT, stackOptions, options);
    }

    /** The same from an unpacked bundle. */
    public static RaygateStack startBundle(Path home, String... options) {
        return start(home, List.of(), options);
    }

    private static RaygateStack start(Path home, List<String> stackOptions, String... options) {
        Ports ports = Ports.free();
        List<String> arguments = new ArrayList<>(List.of("up", "--no-build", "--port-offset", "" + ports.offset()));
        arguments.addAll(Arrays.asList(options));
        long begin = System.nanoTime();
        ScriptRun script = ScriptRun.in(home, arguments, stackOptions);
        await("./raygate " + String.join(" ", arguments))
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isReady(script) || !script.isAlive());
        assertThat(isReady(script)).as("%s", String.join("\n", script.output())).isTrue();
        return new RaygateStack(ports, script, Duration.ofNanos(System.nanoTime() - begin));
    }

    public Ports ports() {
        return ports;
    }

    public ScriptRun script() {
        return script;
    }

    /** From the start of the script to its last line. */
    public Duration startTime() {
        return startTime;
    }

    public TraceReader traces() {
        return traces;
    }

    /** The forwarder's metrics now. */
    public ForwarderMetrics metrics() {
        return ForwarderMetrics.scrape(ports.management());
    }

    /** What the local stack says of itself now. */
    public StackStatus status() {
        return StackStatus.read(ports.page());
    }

    /** The newest messages of a queue, which stay there. */
    public List<JsonNode> messages(String queue) {
        return StackStatus.messages(ports.page(), queue);
    }

    /** What one component has logged until now, for example {@code gateway}. */
    public List<String> log(String component) {
        try {
            return Files.readAllLines(
                    ScriptRun.ROOT.resolve(".raygate/logs/" + ports.offset() + "/" + component + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the gateway has counted until now. */
    public GatewayBooks gatewayBooks() {
        return GatewayBooks.read(log("gateway"));
    }

    /** Stops the stack by SIGTERM and asserts that nothing of it is left; does nothing where it has ended already. */
    @Override
    public void close() {
        if (!script.isAlive()) {
            return;
        }
        traces.close();
        List<ProcessHandle> processes = script.descendants();
        script.terminate();
        assertThat(script.exitStatus(STOP_PATIENCE)).as("%s", script.output()).isEqualTo(TERMINATED);
        assertThat(processes).filteredOn(ProcessHandle::isAlive).isEmpty();
        assertThat(ports.taken()).isEmpty();
    }

    private static boolean isReady(ScriptRun script) {
        return script.output().contains("Raygate is ready");
    }
}
