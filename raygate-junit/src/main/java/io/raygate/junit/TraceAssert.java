// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.trace.Durations;
import io.raygate.trace.Outcome;
import io.raygate.trace.Screen;
import io.raygate.trace.Span;
import io.raygate.trace.Text;
import io.raygate.trace.TimelineText;
import io.raygate.trace.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on a trace. What fails throws an {@link AssertionFailedError} whose message ends with the timeline of the trace.
 *
 * <pre>{@code
 * traces.awaitId(id)
 *         .hasOnlyServices("checkout", "stock")
 *         .hasSpansInOrder("checkout", "reserve", "stock", "charge")
 *         .hasNoFaults()
 *         .service("checkout").hasAnnotation("order", "42").lastsAtMost(Duration.ofSeconds(2));
 * }</pre>
 *
 * <p>For assertions of another library, {@link #spans} has everything that X-Ray says. Immutable and thread-safe.
 */
public final class TraceAssert {

    private static final int COLUMNS = 120;

    private final Trace trace;
    private final int timelineRows;

    TraceAssert(Trace trace, int timelineRows) {
        this.trace = trace;
        this.timelineRows = timelineRows;
    }

    /** The id as X-Ray writes it. */
    public String id() {
        return trace.id();
    }

    /** All segments and subsegments: each below its caller, callers by their starts. */
    public List<Span> spans() {
        return trace.spans();
    }

    /** The segment of a service; of several, the first. */
    public SpanAssert service(String name) {
        return first(
                "service \"" + name + '"',
                span -> span.isSegment() && span.name().equals(name));
    }

    /** The segment or subsegment with a name; of several, the first. */
    public SpanAssert span(String name) {
        return first(
                "segment or subsegment \"" + name + '"', span -> span.name().equals(name));
    }

    /**
     * The first segment or subsegment with a property.
     *
     * @param description for the message where there is none
     */
    public SpanAssert span(String description, Predicate<Span> property) {
        return first(description, property);
    }

    private SpanAssert first(String description, Predicate<Span> property) {
        return spans().stream()
                .filter(property)
                .findFirst()
                .map(span -> new SpanAssert(this, span))
                .orElseThrow(() -> failure("the trace has no " + description + "; services: " + services()
                        + ". If a service reports later than others, name it in traces.expecting(...)"));
    }

    /** Each of these services has a segment in the trace. */
    public TraceAssert hasServices(String... names) {
        return require(services().containsAll(List.of(names)), "services", List.of(names), services());
    }

    /** These services have segments in the trace, and no others. Their order does not matter. */
    public TraceAssert hasOnlyServices(String... names) {
        return require(
                services().equals(Arrays.stream(names).distinct().sorted().toList()),
                "only the services",
                List.of(names),
                services());
    }

    /** These segments and subsegments began in this order. There may be others between them. */
    public TraceAssert hasSpansInOrder(String... names) {
        List<String> begun = spans().stream()
                .sorted(Comparator.comparingDouble(Span::start))
                .map(Span::name)
                .toList();
        int next = 0;
        for (String name : begun) {
            if (next < names.length && name.equals(names[next])) {
                next++;
            }
        }
        return require(next == names.length, "spans in the order", List.of(names), begun);
    }

    /** No segment or subsegment is a fault. */
    public TraceAssert hasNoFaults() {
        return hasNone("fault", Outcome.FAULT);
    }

    /** No segment or subsegment is an error, a throttle or a fault. */
    public TraceAssert isOk() {
        return hasNone("error, throttle or fault", Outcome.ERROR, Outcome.THROTTLE, Outcome.FAULT);
    }

    private TraceAssert hasNone(String word, Outcome... outcomes) {
        spans().stream()
                .filter(span -> List.of(outcomes).contains(span.outcome()))
                .findFirst()
                .ifPresent(span -> {
                    throw failure(
                            span,
                            "no " + word + " was expected in the trace, but " + span + " ended with "
                                    + span.outcome().word());
                });
        return this;
    }

    /** From the start of its first span to the last end. */
    public TraceAssert lastsAtMost(Duration duration) {
        if (trace.seconds() > SpanAssert.seconds(duration)) {
            throw failure("the trace was expected to last at most " + Durations.text(SpanAssert.seconds(duration))
                    + ", but lasted " + Durations.text(trace.seconds()));
        }
        return this;
    }

    /** The trace in lines, as {@code ./raygate trace} shows it: name, status, time, and a bar for each span. */
    public String timeline() {
        return spans().isEmpty() ? timeline(null) : timeline(spans().get(0));
    }

    private String timeline(@Nullable Span about) {
        TimelineText text = new TimelineText(new Screen(COLUMNS, false), trace);
        List<String> lines = about == null ? text.lines() : text.lines(about, timelineRows);
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    /** In a few words. */
    String summary() {
        return Stream.of(String.join(", ", services()), Durations.text(trace.seconds()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private List<String> services() {
        return spans().stream()
                .filter(Span::isSegment)
                .map(Span::name)
                .distinct()
                .sorted()
                .toList();
    }

    private TraceAssert require(boolean holds, String what, List<String> expected, List<String> actual) {
        if (!holds) {
            throw new AssertionFailedError(
                    Text.oneLine("the trace was expected to have " + what + " " + expected + ", but has " + actual)
                            + "\n\n" + timeline(),
                    expected,
                    actual);
        }
        return this;
    }

    private AssertionFailedError failure(String message) {
        return new AssertionFailedError(Text.oneLine(message) + "\n\n" + timeline());
    }

    AssertionFailedError failure(Span span, String message) {
        return new AssertionFailedError(Text.oneLine(message) + "\n\n" + timeline(span));
    }

    AssertionFailedError failure(Span span, String message, @Nullable Object expected, @Nullable Object actual) {
        return new AssertionFailedError(Text.oneLine(message) + "\n\n" + timeline(span), expected, actual);
    }
}
