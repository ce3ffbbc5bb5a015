// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.configuration.Key;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the edge chart repeats of the forwarder's defaults is what the forwarder's classes say. */
class ChartDefaultsTest {

    private static final Path VALUES = GitopsTree.ofProject().root().resolve("gitops/charts/edge/values.yaml");

    private static final Path GATEWAY_VALUES =
            GitopsTree.ofProject().root().resolve("gitops/charts/gateway/values.yaml");

    private static final Map<String, Optional<String>> JAVA = ConfigurationKeys.FORWARDER.all().stream()
            .collect(Collectors.toMap(Key::name, key -> Optional.ofNullable(key.defaultValue())));

    @Test
    void values_everyKeyOfTheForwarder_isTheJavaDefault() {
        Map<String, Optional<String>> chart = new TreeMap<>();
        flatten("raygate", Yaml.read(VALUES).path("forwarder"), chart);

        assertThat(chart).isNotEmpty();
        assertThat(JAVA).containsAllEntriesOf(chart);
    }

    @Test
    void values_keysWithNamesOfTheirOwn_areTheJavaDefaults() {
        JsonNode values = Yaml.read(VALUES);

        assertThat(JAVA)
                .containsEntry(
                        "raygate.spool.max-disk",
                        Optional.of(values.at("/spool/maxDisk").asString("")))
                .containsEntry(
                        "raygate.node.imds", Optional.of(values.path("imds").asString("")));
    }

    @Test
    void settings_everyKeyOfTheGateway_isTheJavaDefault() {
        Map<String, Optional<String>> chart = new TreeMap<>();
        flatten("raygate", Yaml.read(GATEWAY_VALUES).path("settings"), chart);

        assertThat(chart).isNotEmpty();
        chart.forEach((name, value) -> assertThat(ConfigurationKeys.GATEWAY.key(name))
                .as(name)
                .map(Key::defaultValue)
                .isEqualTo(value));
    }

    @Test
    void settings_keysThatCannotBeSet_areKeysOfTheGateway() {
        assertThat(ConfigurationKeys.GATEWAY.all()).extracting(Key::name).containsAll(ChartSchemas.GIVEN);
    }

    private static void flatten(String prefix, JsonNode tree, Map<String, Optional<String>> into) {
        if (!tree.isObject()) {
            into.put(prefix, Optional.of(tree.asString("")));
        }
        tree.properties().forEach(property -> flatten(prefix + "." + property.getKey(), property.getValue(), into));
    }
}
