// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** A plan and what became of it, in lines; the table is Markdown, so that it can be pasted. */
record ScaleReport(Plan plan, Simulation.Outcome outcome) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Load load = plan.load();
        lines.add(String.format(
                Locale.ROOT,
                "%,d nodes x %,.0f segments/s, %,d teams: %,.0f segments/s, %,.1f MiB/s, %,.0f records/s",
                load.nodes(),
                load.documentsPerNode(),
                load.teams(),
                load.documents(),
                plan.bytesPerSecond() / (1 << 20),
                plan.recordsPerSecond()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d shards, %d for each team; %,.1f invocations/s, %,.1f at once",
                plan.shards(),
                plan.shardsOfTeam(),
                plan.invocationsPerSecond(),
                plan.busy()));
        lines.add(String.format(
                Locale.ROOT,
                "$%,.0f a month for stream and function, $%,.0f for X-Ray, at list prices",
                plan.dollarsPerMonth(),
                plan.dollarsOfXRayPerMonth()));
        lines.add("");
        lines.add("| | needed | simulated | there is | used | runs out at |");
        lines.add("|---|--:|--:|--:|--:|--:|");
        plan.inOrderOfBreaking().forEach(resource -> lines.add(row(resource)));
        lines.add("");
        lines.addAll(verdict());
        return lines;
    }

    private String row(Resource resource) {
        double use = plan.use(resource);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %,.0f %% | %s |",
                resource.label(),
                amount(resource, plan.need(resource)),
                amount(resource, outcome.peak(resource)),
                amount(resource, plan.given(resource)),
                100 * use,
                runsOut(resource));
    }

    private String runsOut(Resource resource) {
        OptionalInt nodes = plan.runsOutAt(resource);
        return nodes.isPresent() ? String.format(Locale.ROOT, "%,d nodes", nodes.getAsInt()) : "grows along";
    }

    private List<String> verdict() {
        List<Resource> lacking = plan.inOrderOfBreaking().stream()
                .filter(resource -> plan.use(resource) > 1)
                .toList();
        if (lacking.isEmpty()) {
            return List.of(String.format(
                    Locale.ROOT, "Nothing runs out; documents wait %,.1f s at most.", outcome.longestLag()));
        }
        return lacking.stream()
                .map(resource -> resource.label() + ": " + resource.remedy() + ".")
                .toList();
    }

    private static String amount(Resource resource, double amount) {
        return String.format(Locale.ROOT, resource == Resource.STREAM ? "%,.0f %%" : "%,.0f", amount);
    }
}
