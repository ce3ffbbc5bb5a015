// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.overload;

import io.raygate.benchmarks.report.Axis;
import io.raygate.benchmarks.report.Options;
import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Progress;
import io.raygate.benchmarks.report.Report;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.Sending;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.StackStatus;
import io.raygate.benchmarks.stack.Waiting;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * A steady load on one shard, whose function delivers less than comes for some time, since each call of X-Ray takes long, and
 * then as much as it can. Ends with status 1 where a document is lost, or where the lag is not gone after twice the time that
 * the function was short. Options: {@code --rate}, {@code --seconds} that it is short, {@code --short} percent of the rate, {@code
 * --out}, {@code --command}.
 */
public final class MeasureOverload {

    private static final int BYTES = 1_500;

    /** {@code raygate.submit.max-concurrency}, and PutTraceSegments' limit of documents: so many are on their way at once. */
    private static final int CALLS = 4;

    private static final int DOCUMENTS_PER_CALL = 50;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final long LAG_MILLIS = 1_000;
    private static final int MOST_TIMES_SHORT = 2;
    private static final int PATIENCE_TIMES_SHORT = 20;

    private final LocalStack stack;
    private final ProgramProcess forwarder;
    private final Load load;
    private final Progress progress = new Progress(System.err);
    private final long beginNanos = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    private MeasureOverload(LocalStack stack, ProgramProcess forwarder, Load load) {
        this.stack = stack;
        this.forwarder = forwarder;
        this.load = load;
    }

    /** Writes {@code overload.md}, {@code overload.json} and the plots, and prints the first. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(arguments);
        int rate = (int) options.number("--rate", 1_000);
        Report report =
                options.report("overload", "A function that is too slow for its stream", "./raygate bench overload");
        boolean isGood;
        try (WorkDirectory work = WorkDirectory.create();
                LocalStack stack = LocalStack.start(
                        work.path(),
                        1,
                        List.of("-Draygate.local.function.environment.JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=4"));
                ProgramProcess forwarder = ProgramProcess.startReady(
                        RaygateForwarder.onJvm(),
                        Place.free(
                                stack.aws(), Files.createDirectory(work.path().resolve("forwarder"))),
                        Cores.any())) {
            Load load = new Load(Load.Shape.of(BYTES, rate), new Random().nextInt());
            isGood = new MeasureOverload(stack, forwarder, load).run(options, rate, report);
        }
        System.exit(isGood ? 0 : 1);
    }

    private boolean run(Options options, int rate, Report report) throws IOException {
        Duration time = Duration.ofSeconds(options.number("--seconds", 30));
        long percent = options.number("--short", 50);
        long delayMillis = 100_000L * CALLS * DOCUMENTS_PER_CALL / rate / (100 - percent);
        List<Phase> phases = new ArrayList<>();
        try (var _ = Sending.start(load, forwarder.place().port())) {
            look("warming up", WARM_UP, () -> false);
            phases.add(look("steady", STEADY, () -> false));
            stack.inject("xray", "slow", 1, time.multipliedBy(2), ",\"delayMillis\":" + delayMillis);
            phases.add(look("function too slow", time, () -> false));
            stack.heal("xray");
            phases.add(look(
                    "recovering",
                    time.multipliedBy(PATIENCE_TIMES_SHORT),
                    () -> samples.getLast().lagMillis() <= LAG_MILLIS));
            phases.add(look("steady again", STEADY, () -> false));
        }
        progress.say("all sent; waiting for what is on its way");
        var _ = stack.awaitSettled(forwarder, QUIET);
        long lost = load.sent() - stack.status().added();
        report.note(String.format(
                Locale.ROOT,
                "%,d documents of %,d B a second, one shard, one event at a time. For %d s each call of X-Ray takes %,d ms"
                        + " longer, with which the function delivers %,d a second at most: %d %% too few. The lag is the age of"
                        + " the oldest record that was read and is not done, as Lambda's IteratorAge.",
                rate,
                BYTES,
                time.toSeconds(),
                delayMillis,
                rate * (100 - percent) / 100,
                percent));
        return write(report, phases, time, lost);
    }

    private Phase look(String name, Duration time, BooleanSupplier isOver) {
        progress.say(name);
        List<Sample> seen = new ArrayList<>(List.of(sample()));
        var _ = Waiting.until(time, LOOK, () -> {
            seen.add(sample());
            return isOver.getAsBoolean();
        });
        return new Phase(name, seen);
    }

    private Sample sample() {
        StackStatus status = stack.status();
        String scrape = RaygateForwarder.scrape(forwarder.place());
        Sample sample = new Sample(
                (System.nanoTime() - beginNanos) / 1e9,
                status.millisBehind(),
                load.sent(),
                status.added(),
                status.invocations(),
                RaygateForwarder.metric(scrape, "raygate_documents_published_total"),
                RaygateForwarder.metric(scrape, "raygate_blocks_published_total"));
        samples.add(sample);
        return sample;
    }

    private boolean write(Report report, List<Phase> phases, Duration time, long lost) throws IOException {
        Phase slow = phases.get(1);
        Phase recovering = phases.get(2);
        double recovered = recovering.samples().getLast().seconds()
                - recovering.samples().getFirst().seconds();
        double times = recovered / time.toSeconds();
        boolean isGone = recovering.samples().getLast().lagMillis() <= LAG_MILLIS;
        boolean isSeen = slow.highestLag() > LAG_MILLIS;
        Table outcome = new Table(
                "outcome",
                "Outcome",
                "lag passes 1 s after s",
                "highest lag ms",
                "lag below 1 s again after s",
                "times that it was short",
                "documents lost");
        outcome.add(
                "too slow for " + time.toSeconds() + " s",
                "",
                slow.secondsUntilLag(LAG_MILLIS),
                Math.max(slow.highestLag(), recovering.highestLag()),
                isGone ? recovered : Double.NaN,
                isGone ? times : Double.NaN,
                lost);
        Table table = Phase.table();
        phases.forEach(phase -> phase.addTo(table));
        List<Plot.Mark> marks = List.of(
                new Plot.Mark(slow.samples().getFirst().seconds(), "X-Ray is slow"),
                new Plot.Mark(recovering.samples().getFirst().seconds(), "X-Ray is as before"));
        report.add(outcome, "lag", lag(marks));
        report.add(table, "documents", documents(marks));
        if (!isSeen) {
            report.note(
                    "The function was not too slow: the lag stayed below 1 s. Send more, or say --short with more.");
        }
        report.write();
        System.out.print(Files.readString(report.file()));
        return isSeen && isGone && times <= MOST_TIMES_SHORT && lost == 0;
    }

    private Plot lag(List<Plot.Mark> marks) {
        List<Plot.Point> points = samples.stream()
                .map(sample -> Plot.Point.of(sample.seconds(), sample.lagMillis()))
                .toList();
        return new Plot(
                "Age of the oldest record that is not done",
                Axis.linear("seconds"),
                Axis.linear("ms"),
                List.of(new Plot.Series("lag", points)),
                marks);
    }

    private Plot documents(List<Plot.Mark> marks) {
        List<Plot.Point> sent = new ArrayList<>();
        List<Plot.Point> delivered = new ArrayList<>();
        for (Sample sample : samples) {
            sent.add(Plot.Point.of(sample.seconds(), sample.sent()));
            delivered.add(Plot.Point.of(sample.seconds(), sample.delivered()));
        }
        return new Plot(
                "Documents",
                Axis.linear("seconds"),
                Axis.linear("documents"),
                List.of(new Plot.Series("sent", sent), new Plot.Series("delivered", delivered)),
                marks);
    }
}
