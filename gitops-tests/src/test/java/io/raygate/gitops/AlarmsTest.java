// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The alarms that the charts make are those of {@code docs/gateway-metrics.md}, and each goes to somebody. */
class AlarmsTest extends OnExampleTree {

    private static final Pattern NAME = Pattern.compile("`([a-z<>-]+)`");

    @Test
    void alarms_ofAnEnvironmentAndATeam_thoseOfThePage() {
        Set<String> alarms = new TreeSet<>();
        for (String application : Set.of("gateway-prod", "tenant-payments-prod")) {
            for (JsonNode alarm : tree.application(application).render(root, "MetricAlarm")) {
                assertThat(alarm.at("/spec/alarmActions")).isNotEmpty();
                alarms.add(alarm.at("/spec/name").asString().replaceFirst("^raygate-prod-(payments-)?", ""));
            }
        }

        assertThat(alarms).isEqualTo(documented());
    }

    /** One failed request in a quiet night is no alarm. */
    @Test
    void faults_fewDocuments_silent() {
        JsonNode faults = tree.application("tenant-payments-prod").render(root, "MetricAlarm").stream()
                .filter(alarm -> alarm.at("/spec/name").asString("").endsWith("-faults"))
                .findFirst()
                .orElseThrow();

        assertThat(faults.at("/spec/metrics/0/expression").asString())
                .isEqualTo("IF(accepted + repaired >= 100, 100 * faults / (accepted + repaired), 0)");
    }

    private static Set<String> documented() {
        String page = Yaml.text(GitopsTree.ofProject().root().resolve("docs/gateway-metrics.md"));
        String section = page.substring(page.indexOf("## Alarms"), page.indexOf("## Duplicates"));
        Set<String> names = new TreeSet<>();
        section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .forEach(cell -> NAME.matcher(cell)
                        .results()
                        .forEach(found -> names.add(found.group(1).replace("<team>-", ""))));
        return names;
    }
}
