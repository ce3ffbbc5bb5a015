// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.xray.XRay;
import io.raygate.trace.Span;
import io.raygate.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** One wait, from when it is made: its parts share one patience. Not thread-safe. */
final class Awaiting {

    private static final int SHOWN_TRACES = 5;

    private final XRay xray;
    private final Instant since;
    private final Waiting waiting;
    private final int timelineRows;
    private final Waiting.Ticks ticks;
    private final long begin;

    Awaiting(XRay xray, Instant since, Waiting waiting, int timelineRows, Waiting.Ticks ticks) {
        this.xray = xray;
        this.since = since;
        this.waiting = waiting;
        this.timelineRows = timelineRows;
        this.ticks = ticks;
        this.begin = ticks.nanoTime();
    }

    /** The newest traces that a filter takes, once there are enough. */
    List<TraceAssert> first(String filter, int count) {
        List<String> ids = find(filter, count);
        while (ids.size() < count) {
            int found = ids.size();
            pauseOrFail(() -> found + " of " + count + " traces were found with the filter " + filter + latest());
            ids = find(filter, count);
        }
        return complete(ids);
    }

    /** Traces by their ids, once they have stopped changing. */
    List<TraceAssert> complete(List<String> ids) {
        List<TraceAssert> complete = new ArrayList<>();
        List<Settling> settlings = ids.stream().map(Settling::new).toList();
        for (Settling settling : settlings) {
            while (!areOver(settlings, settling)) {
                pauseOrFail(settling.moved, settling::reason);
            }
            complete.add(new TraceAssert(settling.trace(), timelineRows));
        }
        return complete;
    }

    /** Looks at all, so that their quiet times run side by side. */
    private boolean areOver(List<Settling> settlings, Settling one) {
        long now = ticks.nanoTime();
        settlings.stream().filter(settling -> !settling.over).forEach(settling -> settling.look(now));
        return one.over;
    }

    /** Fails as soon as a filter takes a trace, until the quiet time is over. */
    void none(String filter) {
        while (true) {
            List<String> ids = find(filter, 1);
            if (!ids.isEmpty()) {
                throw new AssertionFailedError(
                        "no trace was expected that the filter takes: " + filter + seen(ids.get(0)));
            }
            if (elapsed().compareTo(waiting.quiet()) >= 0) {
                return;
            }
            pause();
        }
    }

    private List<String> find(String filter, int limit) {
        // a document may have its times in whole seconds
        Instant from = since.truncatedTo(ChronoUnit.SECONDS);
        return xray.find(filter, from, Instant.now().plus(Duration.ofMinutes(1)), limit);
    }

    private void pauseOrFail(Supplier<String> message) {
        pauseOrFail(begin, message);
    }

    /**
     * @param moved when what is waited for has last changed: one that came in time has its quiet time, too
     */
    private void pauseOrFail(long moved, Supplier<String> message) {
        boolean isInTime = moved - begin < waiting.patience().toNanos();
        long grace = isInTime && moved != begin ? waiting.quiet().toNanos() : 0;
        if (elapsed().toNanos() >= waiting.patience().toNanos() + grace) {
            throw new AssertionFailedError("after " + Waiting.text(waiting.patience()) + " " + message.get());
        }
        pause();
    }

    private Duration elapsed() {
        return Duration.ofNanos(ticks.nanoTime() - begin);
    }

    private void pause() {
        try {
            ticks.sleep(waiting.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a trace in " + xray.place(), e);
        }
    }

    private String seen(String id) {
        return xray.documents(id)
                .map(documents -> "\n\n" + new TraceAssert(Trace.of(id, documents), timelineRows).timeline())
                .orElse("");
    }

    private String latest() {
        List<String> ids = find("", SHOWN_TRACES);
        if (ids.isEmpty()) {
            return "\nNo trace has come to " + xray.place() + " since " + since
                    + ": check that the application sends its traces there, and that it samples";
        }
        StringBuilder text = new StringBuilder("\nThe latest traces since " + since + " in " + xray.place() + ":");
        for (String id : ids) {
            text.append("\n  ").append(id);
            xray.documents(id)
                    .map(documents -> Trace.of(id, documents))
                    .ifPresent(trace -> text.append("  ").append(new TraceAssert(trace, timelineRows).summary()));
        }
        return text.toString();
    }

    /** What has been seen of a trace. */
    private final class Settling {

        private final String id;
        private List<String> documents = List.of();
        private long moved = begin;
        private String missing = "";
        private boolean over;

        Settling(String id) {
            this.id = id;
        }

        void look(long now) {
            List<String> seen =
                    xray.documents(id).orElse(List.of()).stream().sorted().toList();
            if (!seen.equals(documents)) {
                documents = seen;
                moved = now;
                missing = missing(trace().spans());
            }
            boolean isQuiet = now - moved >= waiting.quiet().toNanos();
            over = !documents.isEmpty() && isQuiet && missing.isEmpty();
        }

        private String missing(List<Span> spans) {
            Set<String> silent = new TreeSet<>(waiting.services());
            spans.stream().filter(Span::isSegment).map(Span::name).forEach(silent::remove);
            if (!silent.isEmpty()) {
                return "services that have not reported: " + silent;
            }
            long running = spans.stream().filter(Span::isInProgress).count();
            return running == 0 || waiting.inProgress() ? "" : "spans in progress: count=" + running;
        }

        Trace trace() {
            return Trace.of(id, documents);
        }

        String reason() {
            if (documents.isEmpty()) {
                return "the trace " + id + " has not come to " + xray.place() + latest();
            }
            return "the trace " + id + " is not complete: "
                    + (missing.isEmpty() ? "it has changed within the last " + Waiting.text(waiting.quiet()) : missing)
                    + seen(id);
        }
    }
}
