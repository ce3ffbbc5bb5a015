// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.stacks.RunningStacks.Running;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code status}: the stacks that run, and whether their parts are ready. */
@Command(
        name = "status",
        description =
                "Show which stacks are running and whether they are ready. Exits with 1 if none is, or one is not ready.")
public final class StatusCommand implements Callable<Integer> {

    private static final String READY = "/q/health/ready";

    @ParentCommand
    private Raygate raygate;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public StatusCommand() {}

    @Override
    public Integer call() {
        List<Running> running = new RunningStacks(raygate.home().stacks()).all();
        if (running.isEmpty()) {
            raygate.console().say("No stack is running; start one with ./raygate up");
            return Failure.FAILED;
        }
        boolean ready = true;
        for (Running stack : running) {
            ready &= isReady(stack, raygate.console());
        }
        return ready ? 0 : Failure.FAILED;
    }

    private static boolean isReady(Running stack, Console console) {
        StackPorts ports = stack.ports();
        boolean aws = Http.get(ports.page(), READY).isPresent();
        boolean forwarder = Http.get(ports.management(), READY).isPresent();
        console.say("--port-offset " + ports.offset() + ": pid=" + stack.pid());
        console.say(line("local stack", aws, "http://127.0.0.1:" + ports.page()));
        console.say(line("edge forwarder", forwarder, "127.0.0.1:" + ports.daemon()));
        return aws && forwarder;
    }

    private static String line(String part, boolean ready, String place) {
        return "  %-16s %-10s %s".formatted(part, ready ? "ready" : "not ready", place);
    }
}
