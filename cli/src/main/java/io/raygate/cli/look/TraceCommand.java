// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Json;
import io.raygate.cli.xray.Target;
import io.raygate.cli.xray.TraceId;
import io.raygate.cli.xray.XRay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code trace}: the timeline of one trace. */
@Command(
        name = "trace",
        description = {
            "Show a trace as a timeline, as wide as the terminal.",
            "",
            "ID may be anything that holds a trace id: a link of the X-Ray console, an X-Amzn-Trace-Id",
            "header, a W3C id or traceparent. --json prints the trace as BatchGetTraces answers it.",
            ""
        })
public final class TraceCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private Target target = new Target();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The id of a trace, or what holds it.")
    private String pasted;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public TraceCommand() {}

    @Override
    public Integer call() {
        TraceId id = TraceId.in(pasted);
        ObjectNode request = Json.object();
        request.putArray("TraceIds").add(id.text());
        try (XRay xray = target.xray(raygate.home())) {
            JsonNode trace = xray.call("/Traces", request).path("Traces").path(0);
            if (trace.isMissingNode()) {
                throw Failure.of("trace " + id.text() + " is not in " + xray.place()
                        + ": check the id, or try again in a few seconds if it is new");
            }
            print(trace);
        }
        return 0;
    }

    private void print(JsonNode trace) {
        if (json) {
            raygate.console().say(trace.toString());
            return;
        }
        Screen screen = Screen.of(raygate.console(), System.getenv());
        new TimelineText(screen, Timeline.of(trace)).lines().forEach(raygate.console()::say);
    }
}
