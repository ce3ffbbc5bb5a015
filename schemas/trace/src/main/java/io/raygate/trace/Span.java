// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A segment or subsegment, at its place in the trace. Compared by identity. Immutable once its trace is built.
 *
 * <pre>{@code
 * for (Span span : Trace.of(id, documents).spans()) {
 *     System.out.println(" ".repeat(span.depth()) + span.name() + " " + span.outcome().word());
 * }
 * }</pre>
 */
public final class Span {

    private static final String CAUSE = "cause";

    private final JsonObject json;
    private final @Nullable Span parent;
    private final boolean segment;
    private final int depth;
    private final Map<String, JsonObject> exceptionsById;
    private final List<Span> children = new ArrayList<>();

    /**
     * @param segment        whether a service reported it, as opposed to a part of what the service did
     * @param exceptionsById of the whole trace
     */
    Span(JsonObject json, @Nullable Span parent, boolean segment, Map<String, JsonObject> exceptionsById) {
        this.json = json;
        this.parent = parent;
        this.segment = segment;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.exceptionsById = exceptionsById;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /** Its name: that of a service, where it is a segment. */
    public String name() {
        return json.text("name", "(no name)");
    }

    /** 16 hexadecimal digits; empty where the document has none. */
    public String id() {
        return json.text("id", "");
    }

    /** Whether it is a segment, which stands for a service, and not a subsegment. */
    public boolean isSegment() {
        return segment;
    }

    /** The segment or subsegment that called it, where it is in the trace. */
    public Optional<Span> parent() {
        return Optional.ofNullable(parent);
    }

    /** What it called, by their starts. */
    public List<Span> children() {
        return List.copyOf(children);
    }

    /** How many spans are above it. */
    public int depth() {
        return depth;
    }

    /** How it ended. */
    public Outcome outcome() {
        return Outcome.ofEntity(json);
    }

    /** Status of the response; 0 where there is none. */
    public int httpStatus() {
        return (int) json.object("http").object("response").number("status", 0);
    }

    /** In seconds since the epoch; 0 where the document has none. */
    public double start() {
        return start(json);
    }

    static double start(JsonObject entity) {
        return entity.number("start_time", 0);
    }

    /** In seconds since the epoch; not a number while it is in progress. */
    public double end() {
        return json.number("end_time", Double.NaN);
    }

    /** Whether it has not ended. */
    public boolean isInProgress() {
        return !Double.isFinite(end());
    }

    /** From its start to its end; not a number while it is in progress. */
    public double seconds() {
        return end() - start();
    }

    /** Its exceptions: members such as {@code type} and {@code message}. An SDK may refer to one that stands further down. */
    public List<JsonObject> exceptions() {
        String reference = json.text(CAUSE, json.object(CAUSE).text("id", ""));
        List<JsonObject> own = ownExceptions();
        if (own.isEmpty() && exceptionsById.containsKey(reference)) {
            return List.of(exceptionsById.get(reference));
        }
        return own;
    }

    /** Those that stand in its own document. */
    List<JsonObject> ownExceptions() {
        return json.object(CAUSE).objects("exceptions");
    }

    /** Everything that its document says. */
    public JsonObject json() {
        return json;
    }

    /** Kind and name, for messages. */
    @Override
    public String toString() {
        return (segment ? "service" : "subsegment") + " \"" + Text.oneLine(name()) + '"';
    }
}
