// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One span as it came, its ids checked by nobody yet. Not thread-safe: attributes remember who took them. */
public final class Span {

    /** What a span is to the service that made it. */
    public enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** How a span ended. */
    public enum Status {
        UNSET,
        OK,
        ERROR
    }

    /** Something that happened during the span. */
    public record Event(long unixNanos, String name, Attributes attributes) {}

    /**
     * Another span that this one belongs to.
     *
     * @param traceId lower-case hex digits, as many as came
     * @param spanId  lower-case hex digits, as many as came
     */
    public record Link(String traceId, String spanId, Attributes attributes) {}

    private static final HexFormat HEX = HexFormat.of();
    private static final Kind[] KINDS = Kind.values();
    private static final Status[] STATUSES = Status.values();
    private static final int REMOTENESS_KNOWN = 0x100;
    private static final int PARENT_REMOTE = 0x200;

    private String traceId = "";
    private String id = "";
    private String parentId = "";
    private String traceState = "";
    private String name = "";
    private Kind kind = Kind.UNSPECIFIED;
    private long startNanos;
    private long endNanos;
    private Status status = Status.UNSET;
    private String statusMessage = "";
    private int flags;
    private long dropped;
    private final Attributes attributes = new Attributes();
    private final List<Event> events = new ArrayList<>(0);
    private final List<Link> links = new ArrayList<>(0);

    private Span() {}

    /** Reads a {@code Span} message. */
    static Span read(Fields fields) {
        Span span = new Span();
        while (fields.next()) {
            span.field(fields);
        }
        return span;
    }

    private void field(Fields fields) {
        switch (fields.number()) {
            case 1 -> traceId = HEX.formatHex(fields.binary());
            case 2 -> id = HEX.formatHex(fields.binary());
            case 3 -> traceState = fields.text();
            case 4 -> parentId = HEX.formatHex(fields.binary());
            case 5 -> name = fields.text();
            case 6 -> kind = of(KINDS, fields.varint64());
            case 7 -> startNanos = fields.fixed64();
            case 8 -> endNanos = fields.fixed64();
            case 9 -> Values.read(fields, attributes);
            case 10, 12, 14 -> dropped += fields.varint32();
            case 11 -> events.add(event(fields));
            case 13 -> links.add(link(fields));
            case 15 -> status(fields);
            case 16 -> flags = fields.fixed32();
            default -> fields.skip();
        }
    }

    private static <T> T of(T[] values, long number) {
        return number >= 0 && number < values.length ? values[(int) number] : values[0];
    }

    private static Event event(Fields fields) {
        int outer = fields.enter();
        long nanos = 0;
        String name = "";
        Attributes attributes = new Attributes();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> nanos = fields.fixed64();
                case 2 -> name = fields.text();
                case 3 -> Values.read(fields, attributes);
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        return new Event(nanos, name, attributes);
    }

    private static Link link(Fields fields) {
        int outer = fields.enter();
        String traceId = "";
        String spanId = "";
        Attributes attributes = new Attributes();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> traceId = HEX.formatHex(fields.binary());
                case 2 -> spanId = HEX.formatHex(fields.binary());
                case 4 -> Values.read(fields, attributes);
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        return new Link(traceId, spanId, attributes);
    }

    private void status(Fields fields) {
        int outer = fields.enter();
        while (fields.next()) {
            switch (fields.number()) {
                case 2 -> statusMessage = fields.text();
                case 3 -> status = of(STATUSES, fields.varint64());
                default -> fields.skip();
            }
        }
        fields.leave(outer);
    }

    /** Lower-case hex digits, as many as came. */
    public String traceId() {
        return traceId;
    }

    /** Lower-case hex digits, as many as came. */
    public String id() {
        return id;
    }

    /** Lower-case hex digits, as many as came; empty where there is no parent. */
    public String parentId() {
        return parentId;
    }

    public String traceState() {
        return traceState;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Nanoseconds since the epoch, unsigned. */
    public long startNanos() {
        return startNanos;
    }

    /** Nanoseconds since the epoch, unsigned; 0 where the span has not ended. */
    public long endNanos() {
        return endNanos;
    }

    public Attributes attributes() {
        return attributes;
    }

    public List<Event> events() {
        return events;
    }

    public List<Link> links() {
        return links;
    }

    public Status status() {
        return status;
    }

    public String statusMessage() {
        return statusMessage;
    }

    /** Attributes, events and links that the SDK dropped. */
    public long dropped() {
        return dropped;
    }

    /** Whether the SDK says that the parent is in another process. */
    public boolean isParentRemote() {
        return (flags & REMOTENESS_KNOWN) != 0 && (flags & PARENT_REMOTE) != 0;
    }
}
