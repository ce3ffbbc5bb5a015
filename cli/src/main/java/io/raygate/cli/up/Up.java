// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Home.Artefact;
import io.raygate.cli.LogFile;
import io.raygate.cli.process.Part;
import io.raygate.cli.stacks.Http;
import io.raygate.cli.stacks.StackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of a stack, in the order in which they are started.
 *
 * @param environment of all of them
 * @param demo whether the demo shop is among them
 */
record Up(Programs programs, Supervisor supervisor, Map<String, String> environment, boolean demo) {

    private static final String LIVE = "/q/health/live";
    private static final String READY = "/q/health/ready";
    private static final Pattern HAS_TRACES = Pattern.compile("\"traces\":[1-9]");

    /** From SIGTERM to SIGKILL. */
    private static final Duration STACK_GRACE = Duration.ofSeconds(20);

    private static final Duration FORWARDER_GRACE = Duration.ofSeconds(30);
    private static final Duration DEMO_GRACE = Duration.ofSeconds(5);

    /** What Maven packages for it; native executables are built by {@code ./raygate native} alone. */
    static List<Artefact> artefacts(boolean demo, boolean isNative) {
        List<Artefact> artefacts = new ArrayList<>(List.of(Artefact.LOCAL_STACK, Artefact.RUNTIME_CLIENT));
        if (!isNative) {
            artefacts.addAll(List.of(Artefact.FUNCTION, Artefact.FORWARDER));
        }
        if (demo) {
            artefacts.add(Artefact.DEMO_SHOP);
        }
        return artefacts;
    }

    /** Starts everything and returns when it is ready. */
    void start() {
        StackPorts ports = programs.ports();
        Part stack = supervisor.start(plan("local stack", STACK_GRACE, programs.localStack()));
        supervisor.await(
                "local stack",
                stack.log(),
                "http://127.0.0.1:" + ports.aws(),
                () -> StackPorts.answers(ports.aws()) && isLive(ports.page()));
        // not before, since it would warn that its stream does not answer, and beside the function, which the stack
        // starts
        Part forwarder = supervisor.start(plan("edge forwarder", FORWARDER_GRACE, programs.forwarder()));
        supervisor.await("gateway", programs.log("gateway"), "function.zip", () -> isReady(ports.page()));
        supervisor.await(
                "edge forwarder",
                forwarder.log(),
                "udp and tcp 127.0.0.1:" + ports.daemon(),
                () -> isReady(ports.management()));
        if (demo) {
            startDemo(ports);
        }
    }

    private void startDemo(StackPorts ports) {
        Part shop = supervisor.start(plan("demo shop", DEMO_GRACE, programs.demoShop()));
        supervisor.await("demo shop", shop.log(), "2 requests/s", () -> says(shop.log(), "demo shop: 4 services"));
        supervisor.await(
                "first trace",
                programs.log("gateway"),
                "visible in X-Ray",
                () -> Http.get(ports.page(), "/api/status")
                        .filter(status -> HAS_TRACES.matcher(status).find())
                        .isPresent());
    }

    private Part.Plan plan(String name, Duration grace, List<String> command) {
        return new Part.Plan(name, programs.log(name.replace(' ', '-')), grace, environment, command);
    }

    private static boolean isLive(int port) {
        return Http.get(port, LIVE).isPresent();
    }

    private static boolean isReady(int port) {
        return Http.get(port, READY).isPresent();
    }

    private static boolean says(Path log, String text) {
        try {
            return new LogFile(log).added(0).lines().stream().anyMatch(line -> line.contains(text));
        } catch (IOException _) {
            return false;
        }
    }
}
