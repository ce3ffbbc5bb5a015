// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.trace.Durations;
import io.raygate.trace.Outcome;
import io.raygate.trace.Screen;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The services of GetServiceGraph, each with its statistics and, below it, its calls; those whom nobody calls go first. */
record ServiceMap(Screen screen, List<JsonNode> services) {

    private static final String NUMBERS = "  %8s  %s  %s  %s  %9s";
    private static final int NUMBER_COLUMNS = 8;
    private static final int COLUMNS_OF_NUMBERS = 2 + 8 + 3 * (2 + NUMBER_COLUMNS) + 2 + 9;
    private static final int MIN_NAME = 20;
    private static final int MAX_NAME = 60;
    private static final double PERCENT = 100;

    ServiceMap {
        services = List.copyOf(services);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Screen.fit("service", nameColumns())
                + NUMBERS.formatted("requests", right("fault"), right("error"), right("throttle"), "mean"));
        for (JsonNode service : inOrder()) {
            lines.add(line(name(service), service.path("SummaryStatistics")));
            for (JsonNode edge : service.path("Edges")) {
                lines.add(
                        line("  \u2192 " + nameOf(edge.path("ReferenceId").asInt(-1)), edge.path("SummaryStatistics")));
            }
        }
        return lines;
    }

    /** Each after one that calls it, where there is one; every service once. */
    private List<JsonNode> inOrder() {
        Set<Integer> called = new LinkedHashSet<>();
        services.forEach(service -> called.addAll(callees(service)));
        List<Integer> order = new ArrayList<>();
        services.stream()
                .map(ServiceMap::number)
                .filter(number -> !called.contains(number))
                .forEach(order::add);
        Set<Integer> seen = new LinkedHashSet<>(order);
        for (int i = 0; i < services.size(); i++) {
            if (i == order.size()) { // a ring that nobody calls from outside
                services.stream()
                        .map(ServiceMap::number)
                        .filter(seen::add)
                        .findFirst()
                        .ifPresent(order::add);
            }
            if (i < order.size()) {
                find(order.get(i))
                        .forEach(service ->
                                callees(service).stream().filter(seen::add).forEach(order::add));
            }
        }
        return order.stream().flatMap(number -> find(number).stream()).toList();
    }

    private List<JsonNode> find(int number) {
        return services.stream()
                .filter(service -> number(service) == number)
                .limit(1)
                .toList();
    }

    private static int number(JsonNode service) {
        return service.path("ReferenceId").asInt(-1);
    }

    private static List<Integer> callees(JsonNode service) {
        List<Integer> numbers = new ArrayList<>();
        service.path("Edges")
                .forEach(edge -> numbers.add(edge.path("ReferenceId").asInt(-1)));
        return numbers;
    }

    private String nameOf(int number) {
        return find(number).stream().map(ServiceMap::name).findFirst().orElse("(unknown)");
    }

    private static String name(JsonNode service) {
        String type = service.path("Type").asString("");
        return service.path("Name").asString("(no name)") + (type.isEmpty() ? "" : " (" + type + ")");
    }

    private int nameColumns() {
        return Math.clamp(screen.columns() - COLUMNS_OF_NUMBERS, MIN_NAME, MAX_NAME);
    }

    private String line(String name, JsonNode statistics) {
        String fitted = Screen.fit(name, nameColumns());
        long total = statistics.path("TotalCount").asLong(0);
        if (total == 0) {
            return fitted.stripTrailing();
        }
        JsonNode errors = statistics.path("ErrorStatistics");
        double mean = statistics.path("TotalResponseTime").asDouble(0) / total;
        return fitted
                + NUMBERS.formatted(
                        total,
                        share(Outcome.FAULT, statistics.path("FaultStatistics").path("TotalCount"), total),
                        share(Outcome.ERROR, errors.path("OtherCount"), total),
                        share(Outcome.THROTTLE, errors.path("ThrottleCount"), total),
                        Durations.text(mean));
    }

    private String share(Outcome outcome, JsonNode count, long total) {
        long number = count.asLong(0);
        return number == 0
                ? right("-")
                : screen.coloured(outcome, right(String.format(Locale.ROOT, "%.1f %%", PERCENT * number / total)));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(0, NUMBER_COLUMNS - text.length())) + text;
    }
}
