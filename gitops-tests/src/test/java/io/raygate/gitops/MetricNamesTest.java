// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.lang.classfile.constantpool.StringEntry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Alarms and dashboards look at metrics that the gateway has, by the dimension that it gives them; by ring, the page says which. */
class MetricNamesTest extends OnExampleTree {

    private static final Pattern SEARCH = Pattern.compile("\\{Raygate,([a-zA-Z]+)} MetricName=\\\\*\"([A-Za-z]+)");
    private static final Pattern BY_RING = Pattern.compile("(?s)\\n## By ring\\n(.+?)\\n## ");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");

    @Test
    void alarms_ofTheGatewaysNamespace_knownMetrics() {
        Set<String> names = new TreeSet<>();
        for (Application application : tree.applications()) {
            for (JsonNode manifest : application.render(root)) {
                collect(manifest, names);
            }
        }

        assertThat(names).contains("Tenant/Faults", "Tenant/Accepted").isSubsetOf(known());
    }

    @Test
    void dashboards_ofTheGatewaysNamespace_knownMetrics() {
        Set<String> names = new TreeSet<>();
        collect(Yaml.read(root.resolve("gitops/charts/gateway/dashboards/grafana.json")), names);
        String cloudWatch = Yaml.text(root.resolve("gitops/charts/gateway/dashboards/cloudwatch.json"));
        SEARCH.matcher(cloudWatch)
                .results()
                .map(found -> found.group(1) + "/" + found.group(2))
                .forEach(names::add);

        assertThat(names)
                .contains("Tenant/Quarantined", "Ring/Quarantined", "Ring/CallLatency")
                .isSubsetOf(known());
    }

    /** Objects of CloudWatch's and of Grafana's form. */
    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("namespace").asString("").equals("Raygate")) {
            JsonNode dimensions = node.path("dimensions");
            String dimension = dimensions.isArray()
                    ? dimensions.at("/0/name").asString("")
                    : String.join(",", dimensions.propertyNames());
            names.add(dimension + "/" + node.path("metricName").asString(""));
        }
        node.forEach(child -> collect(child, names));
    }

    /** In the code and on the page alike. */
    private static Set<String> known() {
        Set<String> code = StreamSupport.stream(
                        CompiledClasses.ofModule("gateway-lambda")
                                .read("io/raygate/gateway/observe/Metric")
                                .constantPool()
                                .spliterator(),
                        false)
                .filter(StringEntry.class::isInstance)
                .map(entry -> ((StringEntry) entry).stringValue())
                .collect(Collectors.toSet());
        String page = Yaml.text(GitopsTree.ofProject().root().resolve("docs/gateway-metrics.md"));
        Matcher byRing = BY_RING.matcher(page);
        assertThat(byRing.find()).isTrue();
        return Stream.concat(
                        DOCUMENTED
                                .matcher(page)
                                .results()
                                .map(row -> row.group(1))
                                .filter(code::contains)
                                .map(name -> "Tenant/" + name),
                        NAME.matcher(byRing.group(1)).results().map(name -> "Ring/" + name.group(1)))
                .collect(Collectors.toSet());
    }
}
