// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the entry of a shared cluster in an environment file says beside what every cluster's does. */
final class SharedOptions {

    @Option(
            names = "--shared",
            description = "The cluster is several teams': an entry of its environment's file, without TEAM.")
    private boolean shared;

    @Option(
            names = "--tenant",
            paramLabel = "TEAM=NAMESPACE[,...]",
            description = "Of a shared cluster: namespaces of a team. For each team.")
    private @Nullable Map<String, String> tenants;

    @Option(
            names = "--others",
            paramLabel = "WHERE",
            description = "Of a shared cluster: documents of other namespaces, drop (default) or stream, which is"
                    + " platformTeam's.")
    private @Nullable String others;

    boolean isShared() {
        return shared;
    }

    /** Namespaces, with commas between, by team. */
    Map<String, String> tenants(Questions questions) {
        if (tenants == null) {
            String answer =
                    questions.answer(null, "--tenant", "A team and its namespaces, such as payments=checkout,ledger");
            int at = answer.indexOf('=');
            if (at < 1) {
                throw Failure.misused(answer + ": write a team, = and its namespaces");
            }
            tenants = new LinkedHashMap<>(Map.of(answer.substring(0, at), answer.substring(at + 1)));
        }
        return tenants;
    }

    /** The members {@code tenants} and {@code others}. */
    List<String> entry(Questions questions) {
        List<String> lines = new ArrayList<>(List.of("  tenants:"));
        tenants(questions).forEach((team, namespaces) -> {
            lines.add("    " + YamlText.scalar(team) + ":");
            Stream.of(namespaces.split(","))
                    .forEach(namespace -> lines.add("      - " + YamlText.scalar(namespace.strip())));
        });
        lines.add("  # Documents of other namespaces: drop, or stream to that of platformTeam.");
        lines.add("  others: " + YamlText.scalar(questions.answer(others, "drop")));
        return lines;
    }
}
