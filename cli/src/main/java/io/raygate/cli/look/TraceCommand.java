// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Json;
import io.raygate.cli.xray.Target;
import io.raygate.cli.xray.XRay;
import io.raygate.trace.Screen;
import io.raygate.trace.Text;
import io.raygate.trace.TimelineText;
import io.raygate.trace.Trace;
import io.raygate.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
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
        TraceId id = idIn(pasted);
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

    static TraceId idIn(String pasted) {
        return TraceId.in(pasted)
                .orElseThrow(() -> Failure.misused("'" + Text.oneLine(pasted) + "' holds no trace id: give one such as"
                        + " 1-58406520-a006649127e371903a2de979, its 32 hexadecimal digits, or a link of the X-Ray"
                        + " console"));
    }

    private void print(JsonNode trace) {
        if (json) {
            raygate.console().say(trace.toString());
            return;
        }
        List<String> documents = new ArrayList<>();
        trace.path("Segments")
                .forEach(segment -> documents.add(segment.path("Document").asString("")));
        Screen screen = Terminal.screen(raygate.console(), System.getenv());
        Trace read = Trace.of(trace.path("Id").asString(""), documents);
        new TimelineText(screen, read).lines().forEach(raygate.console()::say);
    }
}
