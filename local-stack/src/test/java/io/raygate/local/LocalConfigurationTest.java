// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.raygate.configuration.Key;
import io.raygate.configuration.Kind;
import io.raygate.configuration.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the local stack says of its configuration. */
class LocalConfigurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            local.page.port=-1                                | local.page.port: -1 is out of range; write 0 to 65535
            local.aws.account-id=1                            | local.aws.account-id: 1 is not valid; write the 12 digits of an AWS account
            local.aws.max-body-size=65M                       | local.aws.max-body-size: 65M is more than raygate.local.aws.max-pending-size, which is 64M; write at most that
            local.kinesis.streams.orders.shards=0             | local.kinesis.streams.orders.shards: 0 is out of range; write at least 1
            local.xray.max-bytes=0                            | local.xray.max-bytes: 0 is out of range; write at least 1
            local.xray.summaries-per-page=0                   | local.xray.summaries-per-page: 0 is out of range; write at least 1
            local.xray.indexed-percentage=101                 | local.xray.indexed-percentage: 101 is out of range; write 0 to 100
            local.otlp.max-translated-size=1                  | local.otlp.max-translated-size: 1 is out of range; write 1M to 1G
            local.function.max-concurrency=0                  | local.function.max-concurrency: 0 is out of range; write 1 to 1000
            local.function.memory-size=64M                    | local.function.memory-size: 64M is out of range; write 128M to 10240M
            local.event-source-mapping.batch-size=0           | local.event-source-mapping.batch-size: 0 is out of range; write 1 to 10000
            local.event-source-mapping.batch-size=10001       | local.event-source-mapping.batch-size: 10001 is out of range; write 1 to 10000
            local.event-source-mapping.maximum-batching-window=301s | local.event-source-mapping.maximum-batching-window: 301s is out of range; write 0s to 300s
            local.event-source-mapping.parallelization-factor=11 | local.event-source-mapping.parallelization-factor: 11 is out of range; write 1 to 10
            local.event-source-mapping.maximum-retry-attempts=-2 | local.event-source-mapping.maximum-retry-attempts: -2 is out of range; write -1 to 10000
            local.event-source-mapping.retry-backoff=20s      | local.event-source-mapping.retry-backoff: 20s is more than raygate.local.event-source-mapping.max-retry-backoff, which is 10s; write at most that
            local.redrive.batch-size=11                       | local.redrive.batch-size: 11 is out of range; write 1 to 10
            """)
    void build_wrongSetting_namesKeyValueAndRemedy(String settings, String problem) {
        String key = problem.substring(0, problem.indexOf(':'));

        assertThat(problems(settings))
                .containsExactly("raygate." + problem + " (environment variable RAYGATE_"
                        + key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT) + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local.allowed-hosts=stack.example,other.example local.aws.port=0",
                "local.function.environment.RAYGATE_POLICY_SOURCE=ssm local.event-source-mapping.maximum-record-age=60s"
            })
    void build_settingThatFits_isTaken(String settings) {
        assertThat(problems(settings)).isEmpty();
    }

    @Test
    void keys_eachWithABound_takesTheBoundAndNothingBeyond() {
        for (Key key : LocalConfigurationKeys.ALL.all()) {
            for (Rule rule : key.rules()) {
                if (rule instanceof Rule.Range(String min, String max, String _)) {
                    assertThat(min.isEmpty() || key.accepts(min)).as(key.name()).isTrue();
                    assertThat(max.isEmpty() || key.accepts(max)).as(key.name()).isTrue();
                    assertThat(!max.isEmpty() && key.accepts(max.replaceFirst("(?=[A-Za-z]*$)", "9")))
                            .as(key.name())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void keys_numbersSizesAndDurations_haveBounds() {
        assertThat(LocalConfigurationKeys.ALL.all())
                .filteredOn(key -> Set.of(Kind.INTEGER, Kind.DECIMAL, Kind.SIZE, Kind.DURATION)
                        .contains(key.kind()))
                .filteredOn(key -> key.rules().stream().noneMatch(Rule.Range.class::isInstance))
                .extracting(Key::name)
                .isEmpty();
    }

    @Test
    void keys_all_haveTheirRowInTheDocumentation() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/configuration.md"));

        assertThat(LocalConfigurationKeys.ALL.all())
                .allSatisfy(key -> assertThat(lines).anyMatch(line -> line.startsWith(key.row()), key.row()));
    }

    private static List<String> problems(String settings) {
        Map<String, String> properties = new HashMap<>(Map.of());
        for (String setting : settings.split(" ")) {
            properties.put("raygate." + setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new LocalConfiguration().problems(properties);
    }
}
