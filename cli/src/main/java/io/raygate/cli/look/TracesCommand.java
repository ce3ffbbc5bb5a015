// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Since;
import io.raygate.cli.xray.Target;
import io.raygate.cli.xray.XRay;
import java.time.Clock;
import java.time.Duration;
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

/** {@code traces}: a line for each trace that a filter takes. */
@Command(
        name = "traces",
        description = {
            "List the traces that FILTER takes, newest first.",
            "",
            "FILTER is an X-Ray filter expression, such as 'fault AND service(\"checkout\")'; without",
            "one, all traces are listed. They come from the running local stack; where none runs, from",
            "AWS X-Ray with AWS's own environment. --json prints X-Ray's summaries, one per line.",
            ""
        })
public final class TracesCommand implements Callable<Integer> {

    private static final int MAX_LIMIT = 10_000;
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private Target target = new Target();

    @Mixin
    private Since since = new Since();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "At most this many traces (default 20).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "An X-Ray filter expression.")
    private List<String> filter = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public TracesCommand() {}

    @Override
    public Integer call() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Failure.misused("--limit must be a number from 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        ObjectNode request = since.request(Clock.systemUTC().instant(), LOOK_BACK);
        if (!filter.isEmpty()) {
            request.put("FilterExpression", String.join(" ", filter));
        }
        try (XRay xray = target.xray(raygate.home())) {
            List<JsonNode> found =
                    xray.pages("/TraceSummaries", request, "TraceSummaries", some -> some.size() >= limit);
            print(xray, found.stream().limit(limit).toList());
        }
        return 0;
    }

    private void print(XRay xray, List<JsonNode> summaries) {
        if (json) {
            summaries.forEach(summary -> raygate.console().say(summary.toString()));
            return;
        }
        if (summaries.isEmpty()) {
            raygate.console()
                    .say("No traces" + (filter.isEmpty() ? "" : " that the filter takes") + " in " + xray.place()
                            + "; look further back with --since");
            return;
        }
        TraceLines lines = TraceLines.on(raygate.console());
        raygate.console().say(lines.head());
        summaries.forEach(summary -> raygate.console().say(lines.of(summary)));
    }
}
