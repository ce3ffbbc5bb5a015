// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.stacks.RunningStacks;
import io.raygate.cli.stacks.StackPorts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which local stack is meant: the one with the given offset, else the one that runs. */
public final class LocalStack {

    private static final int OK = 200;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "The local stack with this offset (default: the one that runs).")
    private @Nullable Integer offset;

    /** For picocli. */
    public LocalStack() {}

    /** Its ports; empty where none runs and none is named. Of several, the one without an offset goes first. */
    Optional<StackPorts> ports(Home home) {
        if (offset != null) {
            return Optional.of(new StackPorts(offset));
        }
        List<StackPorts> running = new RunningStacks(home.stacks())
                .all().stream().map(RunningStacks.Running::ports).toList();
        if (running.size() > 1 && !running.contains(new StackPorts(0))) {
            throw Failure.misused("several stacks are running: choose one with --port-offset "
                    + running.stream()
                            .map(ports -> Integer.toString(ports.offset()))
                            .collect(Collectors.joining(" or ")));
        }
        return running.stream().findFirst();
    }

    /**
     * What its page answers to a GET.
     *
     * @param endpoint of the page, where one was named
     */
    public JsonNode page(Home home, @Nullable String endpoint, String path) {
        URI page = endpoint == null
                ? address(ports(home)
                        .orElseThrow(() -> Failure.of("no stack is running: start one with ./raygate up"))
                        .page())
                : Target.address(endpoint);
        try {
            XRay.Answer answer = new PlainCalls(page).get(path);
            if (answer.status() != OK) {
                throw Failure.of(page + " is not the page of a local stack: status=" + answer.status()
                        + "; give the address that ./raygate open --print prints");
            }
            return Json.read(answer.body(), page.toString());
        } catch (IOException e) {
            throw Failure.of(page + " does not answer (" + e.getMessage() + "): start a stack with ./raygate up");
        }
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
