// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.document.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A service of the graph with the edges that leave it. Not thread-safe. */
public final class Node {

    private final ServiceId id;
    private final Tally tally = new Tally();
    private final Seconds seconds = new Seconds();
    private final Map<ServiceId, Edge> edges = new LinkedHashMap<>();
    private boolean reports;
    private boolean inferred;
    private boolean root;

    Node(ServiceId id) {
        this.id = id;
    }

    public ServiceId id() {
        return id;
    }

    public Tally tally() {
        return tally;
    }

    public Seconds seconds() {
        return seconds;
    }

    public Map<ServiceId, Edge> edges() {
        return edges;
    }

    public boolean isRoot() {
        return root;
    }

    /** {@code active} where it sends segments; what is inferred of a remote call is {@code passive}, all else {@code unknown}. */
    public String state() {
        if (reports && !id.isClient()) {
            return "active";
        }
        return inferred && id.type().equals("remote") ? "passive" : "unknown";
    }

    void add(Span span, long second) {
        tally.add(span);
        seconds.add(second);
    }

    void touch(long second) {
        seconds.add(second);
    }

    void markReporting() {
        reports = true;
    }

    void markInferred() {
        inferred = true;
    }

    void markRoot() {
        root = true;
    }

    Edge edgeTo(ServiceId to) {
        return edges.computeIfAbsent(to, ignored -> new Edge());
    }

    /** The requests from one service to another. Not thread-safe. */
    public static final class Edge {

        private final Tally tally = new Tally();
        private final Seconds seconds = new Seconds();
        private final Set<ServiceId> aliases = new LinkedHashSet<>();
        private final Histogram ages = new Histogram();
        private boolean link;

        public Tally tally() {
            return tally;
        }

        public Seconds seconds() {
            return seconds;
        }

        /** The names that callers use for the called service. */
        public Set<ServiceId> aliases() {
            return aliases;
        }

        /** True where segments link to each other across traces. */
        public boolean isLink() {
            return link;
        }

        /** How long the work waited between the two. */
        public Histogram ages() {
            return ages;
        }

        void add(Span span, long second) {
            tally.add(span);
            seconds.add(second);
        }

        void addAlias(ServiceId alias) {
            aliases.add(alias);
        }

        void addLink(Span span, long second, double age) {
            link = true;
            add(span, second);
            ages.add(Math.max(0, age));
        }
    }

    /** From the first second in which a trace began to the last. */
    public static final class Seconds {

        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long second) {
            first = Math.min(first, second);
            last = Math.max(last, second);
        }

        public boolean isEmpty() {
            return first > last;
        }

        public long first() {
            return first;
        }

        public long last() {
            return last;
        }
    }
}
