// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.trace.Durations;
import io.raygate.trace.JsonObject;
import io.raygate.trace.Outcome;
import io.raygate.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on a segment or subsegment. What fails throws an {@link AssertionFailedError} whose message ends with the timeline of
 * the trace.
 *
 * <pre>{@code
 * trace.service("payment")
 *         .hasFault()
 *         .hasHttpStatus(502)
 *         .hasException("CardDeclined", "limit")
 *         .hasParent("checkout")
 *     .trace().service("checkout").hasNoFault();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SpanAssert {

    private static final double NANOS = 1e9;

    private final TraceAssert trace;
    private final Span span;

    SpanAssert(TraceAssert trace, Span span) {
        this.trace = trace;
        this.span = span;
    }

    /** Back to the trace. */
    public TraceAssert trace() {
        return trace;
    }

    /** Everything that its document says. */
    public Span span() {
        return span;
    }

    /** The first segment or subsegment below it with a name, however far. */
    public SpanAssert descendant(String name) {
        return trace.span(
                "\"" + name + "\" below " + span, other -> other.name().equals(name) && isBelow(other));
    }

    private boolean isBelow(Span other) {
        for (Optional<Span> above = other.parent();
                above.isPresent();
                above = above.get().parent()) {
            if (above.get() == span) {
                return true;
            }
        }
        return false;
    }

    /** It ended with none of error, throttle and fault. */
    public SpanAssert isOk() {
        return hasOutcome(Outcome.OK);
    }

    /** It failed: the flag is set, or the status is 500 or more. */
    public SpanAssert hasFault() {
        return hasOutcome(Outcome.FAULT);
    }

    /** Its caller was wrong: the flag is set, or the status is 400 to 499. */
    public SpanAssert hasError() {
        return hasOutcome(Outcome.ERROR);
    }

    /** It was throttled: the flag is set, or the status is 429. */
    public SpanAssert hasThrottle() {
        return hasOutcome(Outcome.THROTTLE);
    }

    private SpanAssert hasOutcome(Outcome expected) {
        return isEqual("outcome", expected.word(), span.outcome().word());
    }

    /** It did not fail. */
    public SpanAssert hasNoFault() {
        return require(span.outcome() != Outcome.FAULT, "no fault", "a fault");
    }

    /** It has ended. */
    public SpanAssert hasEnded() {
        return require(!span.isInProgress(), "an end", "none: it is in progress");
    }

    /** It has not ended, which X-Ray shows as in progress. Needs {@link Traces#inProgress}. */
    public SpanAssert isInProgress() {
        return require(span.isInProgress(), "no end", "one");
    }

    /** Status of the response. */
    public SpanAssert hasHttpStatus(int status) {
        return isEqual("http status", status, span.httpStatus());
    }

    /** Method of the request. */
    public SpanAssert hasHttpMethod(String method) {
        return isEqual("http method", method, request().members().get("method"));
    }

    /** URL of the request. */
    public SpanAssert hasHttpUrl(String url) {
        return isEqual("http url", url, request().members().get("url"));
    }

    private JsonObject request() {
        return span.json().object("http").object("request");
    }

    /** An annotation. Numbers are equal where their values are: 2 and 2.0, an int and a long. */
    public SpanAssert hasAnnotation(String key, Object value) {
        return isEqual("annotation " + key, value, annotations().members().get(key));
    }

    /** It has no annotation with this key. */
    public SpanAssert hasNoAnnotation(String key) {
        Object value = annotations().members().get(key);
        return require(value == null, "no annotation " + key, String.valueOf(value));
    }

    private JsonObject annotations() {
        return span.json().object("annotations");
    }

    /** A value of the metadata: text, a number, a boolean, a map or a list. X-Ray SDKs call the namespace {@code default}. */
    public SpanAssert hasMetadata(String namespace, String key, Object value) {
        Object actual =
                span.json().object("metadata").object(namespace).members().get(key);
        return isEqual("metadata " + namespace + "." + key, value, actual);
    }

    /** What X-Ray names its kind by, such as {@code AWS::EKS::Container}. */
    public SpanAssert hasOrigin(String origin) {
        return isEqual("origin", origin, span.json().members().get("origin"));
    }

    /** Of a subsegment: {@code remote} for a call of a service, {@code aws} for one of AWS. */
    public SpanAssert hasNamespace(String namespace) {
        return isEqual("namespace", namespace, span.json().members().get("namespace"));
    }

    /** The user that the segment names. */
    public SpanAssert hasUser(String user) {
        return isEqual("user", user, span.json().members().get("user"));
    }

    /** The statement that a subsegment of a database names. */
    public SpanAssert hasSql(String sanitizedQuery) {
        return isEqual(
                "sql", sanitizedQuery, span.json().object("sql").members().get("sanitized_query"));
    }

    /** An exception of this type, with or without its package. */
    public SpanAssert hasException(String type) {
        return hasException(type, "");
    }

    /** An exception of this type whose message contains a text. */
    public SpanAssert hasException(String type, String message) {
        List<JsonObject> exceptions = span.exceptions();
        boolean isThere = exceptions.stream()
                .anyMatch(exception -> isOfType(exception, type)
                        && exception.text("message", "").contains(message));
        return require(
                isThere,
                "an exception " + type + (message.isEmpty() ? "" : " with \"" + message + '"'),
                exceptions.isEmpty()
                        ? "none"
                        : exceptions.stream().map(SpanAssert::text).toList().toString());
    }

    private static boolean isOfType(JsonObject exception, String type) {
        String actual = exception.text("type", "");
        return actual.equals(type) || actual.endsWith('.' + type) || actual.endsWith('$' + type);
    }

    private static String text(JsonObject exception) {
        return exception.text("type", "exception") + ": " + exception.text("message", "(no message)");
    }

    /** A link to a span of another trace, as consumers of queues have it. */
    public SpanAssert hasLinkTo(String traceId) {
        List<String> linked = span.json().objects("links").stream()
                .map(link -> link.text("trace_id", ""))
                .toList();
        return require(linked.contains(traceId), "a link to " + traceId, linked.isEmpty() ? "none" : linked.toString());
    }

    /** The segment or subsegment right above it has this name. */
    public SpanAssert hasParent(String name) {
        return isEqual("parent", name, span.parent().map(Span::name).orElse(null));
    }

    /** It is a top of the trace: its caller is not in the trace. */
    public SpanAssert hasNoParent() {
        return isEqual("parent", null, span.parent().map(Span::name).orElse(null));
    }

    /** From its start to its end. */
    public SpanAssert lastsAtMost(Duration duration) {
        return require(
                span.seconds() <= seconds(duration),
                "at most " + Durations.text(seconds(duration)),
                Durations.text(span.seconds()));
    }

    /** From its start to its end. */
    public SpanAssert lastsAtLeast(Duration duration) {
        return require(
                span.seconds() >= seconds(duration),
                "at least " + Durations.text(seconds(duration)),
                Durations.text(span.seconds()));
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS;
    }

    private SpanAssert isEqual(String what, @Nullable Object expected, @Nullable Object actual) {
        if (JsonValues.areEqual(expected, actual)) {
            return this;
        }
        throw trace.failure(
                span,
                span + ": " + what + " was expected to be " + shown(expected) + ", but is " + shown(actual),
                expected,
                actual);
    }

    private SpanAssert require(boolean holds, String expected, String actual) {
        if (!holds) {
            throw trace.failure(span, span + ": expected " + expected + ", but found " + actual);
        }
        return this;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String ? "\"" + value + '"' : String.valueOf(value);
    }
}
