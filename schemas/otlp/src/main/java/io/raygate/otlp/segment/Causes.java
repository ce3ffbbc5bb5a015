// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.TranslationRules;
import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.stack.ParsedException;
import io.raygate.otlp.stack.StackTraces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code cause} of a span: its exception events or, where exceptions go to the logs instead, {@code error.type} and the
 * status message.
 */
final class Causes {

    static final String EXCEPTION_EVENT = "exception";

    /** One id for each exception; 0 is the service segment's own. */
    private static final int FIRST_ORDINAL = 1;

    private final List<ParsedException> exceptions = new ArrayList<>();
    private final TranslationRules rules;
    private final Span span;
    private boolean tellsStatusMessage;

    private Causes(Span span, TranslationRules rules) {
        this.span = span;
        this.rules = rules;
    }

    /** Reads the exceptions of a span; takes from its attributes and events what it tells. */
    static Causes of(Span span, String language, Outcome outcome, TranslationRules rules) {
        Causes causes = new Causes(span, rules);
        for (Span.Event event : span.events()) {
            if (event.name().equals(EXCEPTION_EVENT)) {
                causes.read(event.attributes(), language);
            }
        }
        if (causes.exceptions.isEmpty() && (outcome.isFailed() || span.status() == Span.Status.ERROR)) {
            causes.ofStatus();
        }
        return causes;
    }

    private void read(Attributes event, String language) {
        String type = orEmpty(event.take("exception.type"));
        String message = orEmpty(event.take("exception.message"));
        String trace = orEmpty(event.text("exception.stacktrace"));
        List<ParsedException> parsed = StackTraces.parse(language, trace);
        parsed.get(0).is(type, message);
        if (trace.isEmpty() || !parsed.get(0).frames().isEmpty()) {
            event.drop("exception.stacktrace"); // else the text is all there is
        }
        for (ParsedException exception : parsed) {
            for (ParsedException next = exception; next != null; next = next.cause()) {
                add(next);
            }
        }
    }

    private void add(ParsedException exception) {
        boolean empty = exception.type().isEmpty()
                && exception.message().isEmpty()
                && exception.frames().isEmpty();
        if (!empty && exceptions.size() < rules.maxExceptions()) {
            exceptions.add(exception);
        }
    }

    /** A status of HTTP as {@code error.type} is told by the http block already. */
    private void ofStatus() {
        String type = orEmpty(span.attributes().text("error.type"));
        String known = type.chars().allMatch(Character::isDigit) ? "" : type;
        tellsStatusMessage = true;
        if (!known.isEmpty()) {
            span.attributes().drop("error.type");
        }
        ParsedException exception = StackTraces.parse("", "").get(0);
        exception.is(
                known,
                span.statusMessage().isEmpty()
                        ? orEmpty(span.attributes().text("http.status_text"))
                        : span.statusMessage());
        add(exception);
    }

    /** Whether the message of the status is the message of an exception, or there is none. */
    boolean tellsStatusMessage() {
        return tellsStatusMessage || span.statusMessage().isEmpty();
    }

    /** The {@code cause} member. */
    void write(JsonWriter json) {
        if (exceptions.isEmpty()) {
            return;
        }
        int cause = json.open("cause");
        int list = json.openArray("exceptions");
        for (int i = 0; i < exceptions.size(); i++) {
            write(i, json);
        }
        json.closeArray(list);
        json.close(cause);
    }

    /** The {@code cause} member of another document, which points here. */
    void writePointer(JsonWriter json) {
        if (!exceptions.isEmpty()) {
            json.member("cause", id(0));
        }
    }

    private void write(int index, JsonWriter json) {
        ParsedException exception = exceptions.get(index);
        int object = json.open();
        json.member("id", id(index));
        json.member("type", exception.type());
        json.member("message", exception.message());
        json.flag("remote", span.kind() == Span.Kind.CLIENT || span.kind() == Span.Kind.PRODUCER);
        int cause = exception.cause() == null ? -1 : exceptions.indexOf(exception.cause());
        if (cause >= 0) {
            json.member("cause", id(cause));
        }
        List<ParsedException.Frame> frames = exception.frames();
        if (frames.size() > rules.maxFrames()) {
            json.member("truncated", (long) frames.size() - rules.maxFrames());
        }
        int stack = json.openArray("stack");
        frames.stream().limit(rules.maxFrames()).forEach(frame -> write(frame, json));
        json.closeArray(stack);
        json.close(object);
    }

    private static void write(ParsedException.Frame frame, JsonWriter json) {
        int object = json.open();
        json.member("path", frame.path());
        if (frame.line() > 0) {
            json.member("line", (long) frame.line());
        }
        json.member("label", frame.label());
        json.close(object);
    }

    private String id(int index) {
        return Ids.derived(span.traceId(), span.id(), FIRST_ORDINAL + index);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
