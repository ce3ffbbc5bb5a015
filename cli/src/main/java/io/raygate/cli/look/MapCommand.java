// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Since;
import io.raygate.cli.xray.Target;
import io.raygate.cli.xray.XRay;
import io.raygate.trace.Screen;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code map}: the service graph as a table. */
@Command(
        name = "map",
        description = {
            "Show the services, whom they call, how often, how fast, and how many calls fail.",
            "",
            "Callers stand above those that they call. --json prints X-Ray's services, one per line.",
            ""
        })
public final class MapCommand implements Callable<Integer> {

    private static final Duration LOOK_BACK = Duration.ofHours(1);

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private Target target = new Target();

    @Mixin
    private Since since = new Since();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public MapCommand() {}

    @Override
    public Integer call() {
        try (XRay xray = target.xray(raygate.home())) {
            List<JsonNode> services = xray.pages(
                    "/ServiceGraph", since.request(Clock.systemUTC().instant(), LOOK_BACK), "Services", some -> false);
            if (json) {
                services.forEach(service -> raygate.console().say(service.toString()));
            } else if (services.isEmpty()) {
                raygate.console().say("No services in " + xray.place() + "; look further back with --since");
            } else {
                Screen screen = Terminal.screen(raygate.console(), System.getenv());
                new ServiceMap(screen, services).lines().forEach(raygate.console()::say);
            }
        }
        return 0;
    }
}
