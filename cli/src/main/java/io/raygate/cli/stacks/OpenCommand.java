// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code open}: the page of a stack in the browser. */
@Command(name = "open", description = "Open a stack's web page in the browser, and print its address.")
public final class OpenCommand implements Callable<Integer> {

    /** That of macOS, then those of Linux. */
    private static final List<String> OPENERS = List.of("open", "xdg-open");

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    @Option(names = "--print", description = "Only print the address.")
    private boolean print;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public OpenCommand() {}

    @Override
    public Integer call() {
        StackPorts ports = portOffset.ports();
        String page = "http://127.0.0.1:" + ports.page();
        if (Http.get(ports.page(), "/").isEmpty()) {
            throw Failure.of("nothing answers at " + page + ": start it with ./raygate up"
                    + (ports.offset() == 0 ? "" : " --port-offset " + ports.offset()));
        }
        raygate.console().say(page);
        if (!print && OPENERS.stream().noneMatch(opener -> opens(opener, page))) {
            raygate.console().complain("no program that opens a browser was found: open the address yourself");
        }
        return 0;
    }

    private static boolean opens(String opener, String page) {
        try {
            new ProcessBuilder(opener, page)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
