// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.xray.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A trace in rows, each below its caller, callers by their start. A ring of parents is cut where it closes. Pure.
 *
 * @param start   of the first, in seconds since the epoch
 * @param seconds from there to the last known end
 * @param unread  how many documents are not JSON objects
 */
record Timeline(String id, double start, double seconds, List<Row> rows, int unread) {

    private static final int MAX_DEPTH = 500;
    private static final Comparator<JsonNode> BY_START = Comparator.comparingDouble(Timeline::startOf);

    Timeline {
        rows = List.copyOf(rows);
    }

    /** A segment or subsegment, and how far below a root it is. */
    record Row(JsonNode entity, int depth) {

        String name() {
            return entity.path("name").asString("(no name)");
        }

        Outcome outcome() {
            return Outcome.ofEntity(entity);
        }

        double start() {
            return startOf(entity);
        }

        /** Not a number while it is in progress. */
        double end() {
            return entity.path("end_time").asDouble(Double.NaN);
        }
    }

    /** Of an element of {@code BatchGetTraces}. */
    static Timeline of(JsonNode trace) {
        return new Builder(trace).build();
    }

    private static double startOf(JsonNode entity) {
        return entity.path("start_time").asDouble(0);
    }

    private static final class Builder {

        private final JsonNode trace;
        private final List<JsonNode> documents = new ArrayList<>();
        private final Map<String, List<JsonNode>> byParent = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<JsonNode> shown = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        private final List<Row> rows = new ArrayList<>();

        Builder(JsonNode trace) {
            this.trace = trace;
        }

        Timeline build() {
            for (JsonNode segment : trace.path("Segments")) {
                JsonNode document = Json.readOrMissing(segment.path("Document").asString(""));
                if (document.isObject()) {
                    documents.add(document);
                    collectIds(document, 0);
                    byParent.computeIfAbsent(document.path("parent_id").asString(""), ignored -> new ArrayList<>())
                            .add(document);
                }
            }
            documents.sort(BY_START);
            documents.stream().filter(this::isTop).forEach(document -> add(document, 0));
            documents.forEach(document -> add(document, 0)); // what a ring of parents has left over
            int unread = trace.path("Segments").size() - documents.size();
            return timeline(unread);
        }

        private Timeline timeline(int unread) {
            double start = rows.stream().mapToDouble(Row::start).min().orElse(0);
            double end = rows.stream()
                    .flatMapToDouble(row -> java.util.stream.DoubleStream.of(row.start(), row.end()))
                    .filter(Double::isFinite)
                    .max()
                    .orElse(start);
            return new Timeline(trace.path("Id").asString(""), start, Math.max(0, end - start), rows, unread);
        }

        private void collectIds(JsonNode entity, int depth) {
            ids.add(entity.path("id").asString(""));
            if (depth < MAX_DEPTH) {
                entity.path("subsegments").forEach(child -> collectIds(child, depth + 1));
            }
        }

        private boolean isTop(JsonNode document) {
            String parent = document.path("parent_id").asString("");
            return parent.isEmpty() || !ids.contains(parent);
        }

        private void add(JsonNode entity, int depth) {
            if (!entity.isObject() || depth > MAX_DEPTH || !shown.add(entity)) {
                return;
            }
            rows.add(new Row(entity, depth));
            List<JsonNode> children = new ArrayList<>();
            entity.path("subsegments").forEach(children::add);
            String id = entity.path("id").asString("");
            if (!id.isEmpty()) {
                children.addAll(byParent.getOrDefault(id, List.of()));
            }
            children.sort(BY_START);
            children.forEach(child -> add(child, depth + 1));
        }
    }
}
