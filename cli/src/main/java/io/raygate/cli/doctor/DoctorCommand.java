// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.doctor;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.stacks.PortOffset;
import io.raygate.cli.stacks.RunningStacks;
import io.raygate.cli.stacks.RunningStacks.Running;
import io.raygate.cli.stacks.StackPorts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code doctor}: a line for each thing that Raygate needs of this machine. */
@Command(
        name = "doctor",
        description = {
            "Check whether this machine has what Raygate needs.",
            "",
            "Prints one line per check, with a remedy if something is missing. Exits with 1 if `up` or",
            "`test` would not work.",
            ""
        })
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public DoctorCommand() {}

    @Override
    public Integer call() {
        Home home = raygate.home();
        Machine machine = Machine.current();
        raygate.console().say("Raygate in " + home.root());
        List<Finding> findings = List.of(
                Finding.ok("JDK " + Runtime.version().feature() + ": " + Home.javaHome()),
                machine.maven(home),
                ports(home, portOffset.ports()),
                machine.memory(),
                machine.aws(),
                machine.go());
        findings.forEach(finding -> raygate.console().say(finding.line()));
        return findings.stream().noneMatch(Finding::isFatal) ? 0 : Failure.FAILED;
    }

    private static Finding ports(Home home, StackPorts ports) {
        RunningStacks stacks = new RunningStacks(home.stacks());
        Optional<Running> running = stacks.at(ports);
        if (running.isPresent()) {
            return Finding.ok("ports: the stack with --port-offset " + ports.offset() + " has them: pid="
                    + running.get().pid());
        }
        String taken = ports.taken();
        if (taken.isEmpty()) {
            return Finding.ok("ports: %d/udp, %s are free"
                    .formatted(
                            ports.daemon(),
                            ports.numbers().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        }
        return Finding.fatal("ports: in use: " + taken + "; stop what listens there, or ./raygate up --port-offset "
                + stacks.freeOffset(ports));
    }
}
