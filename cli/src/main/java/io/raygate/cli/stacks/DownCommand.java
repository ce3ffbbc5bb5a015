// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.stacks.RunningStacks.Running;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code down}: stops a stack as Ctrl-C does, and waits until nothing of it is left. */
@Command(
        name = "down",
        description = {
            "Stop a running stack, as Ctrl-C in its terminal would.",
            "",
            "Exits with 0 even if none is running.",
            ""
        })
public final class DownCommand implements Callable<Integer> {

    /** Longer than all parts together may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    @Option(names = "--all", description = "Stop all stacks of this Raygate.")
    private boolean all;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public DownCommand() {}

    @Override
    public Integer call() {
        RunningStacks stacks = new RunningStacks(raygate.home().stacks());
        StackPorts ports = portOffset.ports();
        List<Running> meant = all ? stacks.all() : stacks.at(ports).stream().toList();
        if (meant.isEmpty()) {
            raygate.console().say("No stack is running" + (all ? "" : " with --port-offset " + ports.offset()));
        }
        meant.forEach(running -> stop(running, raygate.console()));
        return 0;
    }

    private static void stop(Running running, Console console) {
        String stack = "the stack with --port-offset " + running.ports().offset();
        CompletableFuture<ProcessHandle> end = ProcessHandle.of(running.pid())
                .map(process -> {
                    process.destroy();
                    return process.onExit();
                })
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
        try {
            end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            throw Failure.of(stack + " has not ended after " + PATIENCE.toSeconds() + " s: pid=" + running.pid()
                    + "; run ./raygate down once more to kill it");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.of("interrupted while " + stack + " stops");
        }
        console.say("Stopped " + stack);
    }
}
