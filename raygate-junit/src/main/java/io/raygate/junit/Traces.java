// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.xray.LocalXRay;
import io.raygate.junit.xray.XRay;
import io.raygate.trace.TraceId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The traces of X-Ray, to wait for and to assert on.
 *
 * <pre>{@code
 * traces.expecting("payment")
 *         .awaitTrace("service(\"checkout\") AND annotation.order = \"42\"")
 *         .hasServices("checkout", "payment")
 *         .service("payment").hasFault().hasException("CardDeclined");
 * }</pre>
 *
 * <p>A trace is handed over once it is complete: no span in it is in progress, the services that are expected
 * ({@link #expecting}) have reported, and it has not changed for a while ({@link #quiet}, 500 ms). From then on nothing waits, so
 * that an assertion that fails does so at once, with the timeline of the trace in its message.
 *
 * <p>Filters are X-Ray's own <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html">filter
 * expressions</a>. They search traces that began since the test did ({@link #since}). Immutable and thread-safe.
 */
public final class Traces {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(50);

    private final XRay xray;
    private final Instant since;
    private final Waiting waiting;
    private final int timelineRows;
    private final Waiting.Ticks ticks;

    Traces(XRay xray, Instant since, Waiting waiting, int timelineRows, Waiting.Ticks ticks) {
        this.xray = xray;
        this.since = since;
        this.waiting = waiting;
        this.timelineRows = timelineRows;
        this.ticks = ticks;
    }

    /**
     * The traces of a local stack, from now on.
     *
     * @param endpoint of its AWS API, such as {@code http://127.0.0.1:4566}
     */
    public static Traces at(URI endpoint) {
        return of(new LocalXRay(endpoint, () -> "start a stack with ./raygate up"));
    }

    /** The traces of any X-Ray, from now on, with the defaults for a local one. */
    static Traces of(XRay xray) {
        return new Traces(
                xray,
                Instant.now(),
                new Waiting(PATIENCE, QUIET, POLL, false, Set.of()),
                RaygateExtension.DEFAULT_TIMELINE_ROWS,
                Waiting.Ticks.SYSTEM);
    }

    /** The same, with filters that search the traces that began at {@code instant} or later. Fractions of a second do not count. */
    public Traces since(Instant instant) {
        return new Traces(xray, instant, waiting, timelineRows, ticks);
    }

    /** The same, waiting for a trace at most this long, 1 ms to 1 h. Default: 30 s. */
    public Traces patience(Duration duration) {
        return with(new Waiting(duration, waiting.quiet(), waiting.poll(), waiting.inProgress(), waiting.services()));
    }

    /** The same, taking a trace as complete once it has not changed for this long, up to 10 min. Default: 500 ms. */
    public Traces quiet(Duration duration) {
        return with(
                new Waiting(waiting.patience(), duration, waiting.poll(), waiting.inProgress(), waiting.services()));
    }

    /** The same, looking for a trace this often, 1 ms to 1 min. Default: every 50 ms. AWS charges for each look. */
    public Traces poll(Duration duration) {
        return with(
                new Waiting(waiting.patience(), waiting.quiet(), duration, waiting.inProgress(), waiting.services()));
    }

    /** The same, without waiting for spans in progress to end. */
    public Traces inProgress() {
        return with(new Waiting(waiting.patience(), waiting.quiet(), waiting.poll(), true, waiting.services()));
    }

    /**
     * The same, where a trace is complete only once these services have reported. A filter does not tell: for X-Ray, a service is in
     * a trace as soon as its caller has reported the call.
     */
    public Traces expecting(String... services) {
        return with(new Waiting(
                waiting.patience(), waiting.quiet(), waiting.poll(), waiting.inProgress(), Set.of(services)));
    }

    Traces timelineRows(int rows) {
        return new Traces(xray, since, waiting, rows, ticks);
    }

    private Traces with(Waiting other) {
        return new Traces(xray, since, other, timelineRows, ticks);
    }

    /**
     * Waits for a trace that a filter takes; of several, the newest.
     *
     * @throws AssertionError           where none has come, or is complete, in time
     * @throws IllegalArgumentException where X-Ray cannot read the filter
     */
    public TraceAssert awaitTrace(String filter) {
        return awaiting().first(filter, 1).get(0);
    }

    /** Waits for a number of traces that a filter takes. They come newest first, and there may be more. */
    public List<TraceAssert> awaitTraces(int count, String filter) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, but is " + count);
        }
        return awaiting().first(filter, count);
    }

    /**
     * Waits for the trace with an id.
     *
     * @param id what holds it: the id as X-Ray writes it, its 32 hexadecimal digits, {@code X-Amzn-Trace-Id}, {@code traceparent}
     */
    public TraceAssert awaitId(String id) {
        return awaiting().complete(List.of(parsed(id))).get(0);
    }

    /** Asserts that a filter takes no trace now, nor any that comes within the quiet time. */
    public void awaitNone(String filter) {
        awaiting().none(filter);
    }

    private Awaiting awaiting() {
        return new Awaiting(xray, since, waiting, timelineRows, ticks);
    }

    private static String parsed(String id) {
        return TraceId.in(id)
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' holds no trace id: give one such as"
                        + " 1-58406520-a006649127e371903a2de979, or its 32 hexadecimal digits"))
                .text();
    }
}
