// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.cli.xray.Since;
import io.raygate.cli.xray.Target;
import io.raygate.cli.xray.XRay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tail}: each trace in a line, once nothing more comes for it. */
@Command(
        name = "tail",
        description = {
            "Print traces that FILTER takes as they come in, until Ctrl-C.",
            "",
            "A trace is printed once it has not changed between two looks: every second at a local",
            "stack, every five seconds at AWS, which charges for what it scans.",
            ""
        })
public final class TailCommand implements Callable<Integer> {

    private static final Duration LOOK_BACK = Duration.ofSeconds(10);

    /** X-Ray shows a document some seconds after it has taken it. */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final long LOCAL_PAUSE_MILLIS = 1_000;
    private static final long AWS_PAUSE_MILLIS = 5_000;
    private static final int MAX_AT_ONCE = 5_000;

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private Target target = new Target();

    @Mixin
    private Since since = new Since();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "0",
            description = "End after this many traces (default 0: never).")
    private int limit;

    @Option(names = "--json", description = "Print X-Ray's summaries, one per line.")
    private boolean json;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = "An X-Ray filter expression.")
    private List<String> filter = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public TailCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 0) {
            throw Failure.misused("--limit must be at least 0, but is " + limit);
        }
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant().minus(since.duration(LOOK_BACK));
        CountDownLatch never = new CountDownLatch(1);
        SettledTraces settled = new SettledTraces();
        int printed = 0;
        try (XRay xray = target.xray(raygate.home())) {
            long pause = xray.isLocal() ? LOCAL_PAUSE_MILLIS : AWS_PAUSE_MILLIS;
            do {
                for (JsonNode trace : settled.add(look(xray, begin, clock.instant()))) {
                    print(trace);
                    if (++printed == limit || raygate.console().out().checkError()) {
                        return 0; // enough, or nobody reads any more
                    }
                }
            } while (!never.await(pause, TimeUnit.MILLISECONDS));
        }
        return 0;
    }

    private List<JsonNode> look(XRay xray, Instant begin, Instant now) {
        Instant window = now.minus(WINDOW);
        ObjectNode request = Since.between(begin.isAfter(window) ? begin : window, now);
        request.put("TimeRangeType", "Event");
        if (!filter.isEmpty()) {
            request.put("FilterExpression", String.join(" ", filter));
        }
        return xray.pages("/TraceSummaries", request, "TraceSummaries", some -> some.size() >= MAX_AT_ONCE);
    }

    private void print(JsonNode trace) {
        Console console = raygate.console();
        console.say(json ? trace.toString() : TraceLines.on(console).of(trace));
    }
}
