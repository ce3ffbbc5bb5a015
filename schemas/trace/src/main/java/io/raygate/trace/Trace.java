// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A trace in rows, each below its caller, callers by their start. A ring of parents is cut where it closes. Immutable.
 *
 * @param id      as X-Ray writes it
 * @param start   of the first, in seconds since the epoch
 * @param seconds from there to the last known end
 * @param spans   the rows
 * @param unread  how many documents are not JSON objects
 */
public record Trace(String id, double start, double seconds, List<Span> spans, int unread) {

    private static final int MAX_DEPTH = 500;
    private static final Comparator<JsonObject> BY_START = Comparator.comparingDouble(Span::start);

    /** Copies the rows. */
    public Trace {
        spans = List.copyOf(spans);
    }

    /**
     * Reads the documents of a trace, as {@code BatchGetTraces} answers them.
     *
     * @param documents in JSON, in any order
     */
    public static Trace of(String id, List<String> documents) {
        return new Builder().build(id, documents);
    }

    private static final class Builder {

        private final List<JsonObject> documents = new ArrayList<>();
        private final Map<String, List<JsonObject>> byParent = new HashMap<>();
        private final Map<String, JsonObject> exceptionsById = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<Map<?, ?>> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<Span> spans = new ArrayList<>();

        Trace build(String id, List<String> texts) {
            texts.forEach(text -> JsonObject.read(text).ifPresent(this::take));
            documents.sort(BY_START);
            documents.stream().filter(this::isTop).forEach(document -> add(document, null, true));
            documents.forEach(document -> add(document, null, true)); // what a ring of parents has left over
            double start = spans.stream().mapToDouble(Span::start).min().orElse(0);
            double end = spans.stream()
                    .flatMapToDouble(span -> DoubleStream.of(span.start(), span.end()))
                    .filter(Double::isFinite)
                    .max()
                    .orElse(start);
            return new Trace(id, start, Math.max(0, end - start), spans, texts.size() - documents.size());
        }

        private void take(JsonObject document) {
            documents.add(document);
            collectIds(document, 0);
            byParent.computeIfAbsent(document.text("parent_id", ""), ignored -> new ArrayList<>())
                    .add(document);
        }

        private void collectIds(JsonObject entity, int depth) {
            ids.add(entity.text("id", ""));
            for (JsonObject exception : entity.object("cause").objects("exceptions")) {
                if (!exception.text("id", "").isEmpty()) {
                    exceptionsById.putIfAbsent(exception.text("id", ""), exception);
                }
            }
            if (depth < MAX_DEPTH) {
                entity.objects("subsegments").forEach(child -> collectIds(child, depth + 1));
            }
        }

        private boolean isTop(JsonObject document) {
            String parent = document.text("parent_id", "");
            return parent.isEmpty() || !ids.contains(parent);
        }

        private void add(JsonObject entity, @Nullable Span parent, boolean isDocument) {
            boolean isTooDeep = parent != null && parent.depth() >= MAX_DEPTH;
            if (isTooDeep || !shown.add(entity.members())) {
                return;
            }
            boolean isSegment = isDocument && !entity.text("type", "").equals("subsegment");
            Span span = new Span(entity, parent, isSegment, exceptionsById);
            spans.add(span);
            List<JsonObject> inline = entity.objects("subsegments");
            List<JsonObject> apart = span.id().isEmpty() ? List.of() : byParent.getOrDefault(span.id(), List.of());
            Set<Map<?, ?>> documentsAmong = Collections.newSetFromMap(new IdentityHashMap<>());
            apart.forEach(child -> documentsAmong.add(child.members()));
            List<JsonObject> children = new ArrayList<>(inline);
            children.addAll(apart);
            children.sort(BY_START);
            children.forEach(child -> add(child, span, documentsAmong.contains(child.members())));
        }
    }
}
