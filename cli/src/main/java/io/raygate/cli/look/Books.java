// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.trace.Screen;
import io.raygate.trace.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The stages of {@code /api/pipeline} in lines, and what is to be said of them all.
 *
 * @param open stages whose books are open or unknown, with the reason
 */
record Books(List<String> stages, List<String> open) {

    /** The members of the gateway's equation, docs/gateway-metrics.md; its other metrics are no books. */
    private static final List<String> GATEWAY = List.of(
            "Documents",
            "Redriven",
            "FromSpans",
            "SplitOff",
            "SpanRequests",
            "Delivered",
            "Quarantined",
            "Rejected",
            "Parked",
            "Held",
            "Unfinished");

    private static final int NAME_COLUMNS = 10;

    Books {
        stages = List.copyOf(stages);
        open = List.copyOf(open);
    }

    static Books of(JsonNode pipeline) {
        List<String> stages = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (JsonNode stage : pipeline.path("stages")) {
            String name = stage.path("name").asString("?");
            stages.add(Text.oneLine(Screen.fit(name, NAME_COLUMNS) + "  " + counts(stage)));
            reasons(stage).forEach(stages::add);
            if (stage.path("balance").asLong(0) != 0) {
                open.add(name + " balance=" + stage.path("balance").asLong(0));
            } else if (stage.hasNonNull("message")) {
                open.add(
                        Text.oneLine(name + " unknown, " + stage.path("message").asString("")));
            }
        }
        if (stages.isEmpty()) {
            open.add("no stage was reported");
        }
        queues(pipeline).forEach(stages::add);
        return new Books(stages, open);
    }

    boolean isClosed() {
        return open.isEmpty();
    }

    List<String> lines() {
        return Stream.concat(
                        stages.stream(),
                        Stream.of(isClosed() ? "Books closed" : "Books open: " + String.join("; ", open)))
                .toList();
    }

    private static String counts(JsonNode stage) {
        if (stage.hasNonNull("message")) {
            return stage.path("message").asString("");
        }
        JsonNode books = stage.path("books");
        Stream<Map.Entry<String, JsonNode>> counts = books.isEmpty()
                ? stage.path("counts").properties().stream()
                : GATEWAY.stream().filter(books::has).map(name -> Map.entry(name, books.path(name)));
        return join(counts);
    }

    /** A line for each kind of loss or change that has a reason. */
    private static Stream<String> reasons(JsonNode stage) {
        return stage.path("reasons").properties().stream()
                .filter(kind -> !kind.getValue().isEmpty())
                .map(kind -> Text.oneLine(" ".repeat(NAME_COLUMNS) + "  " + kind.getKey() + " by reason: "
                        + join(kind.getValue().properties().stream())));
    }

    private static Stream<String> queues(JsonNode pipeline) {
        return pipeline.path("queues").properties().stream()
                .filter(queue -> queue.getValue().path("sent").asLong(0) > 0)
                .map(queue -> Text.oneLine(Screen.fit("queue", NAME_COLUMNS) + "  " + queue.getKey() + ": sent="
                        + queue.getValue().path("sent").asLong(0) + ", waiting="
                        + queue.getValue().path("waiting").asLong(0)));
    }

    private static String join(Stream<Map.Entry<String, JsonNode>> counts) {
        return counts.map(count -> count.getKey() + "=" + count.getValue().asLong(0))
                .collect(Collectors.joining(", "));
    }
}
