// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @Test
    void settings_none_areTheDefaults() {
        Settings settings = settings(Map.of(), Map.of());

        assertThat(settings.mode()).isEqualTo(Settings.Mode.FIND_OR_START);
        assertThat(settings.portOffset()).isZero();
        assertThat(settings.startTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.timelineRows()).isEqualTo(60);
    }

    @Test
    void settings_parameter_winsOverTheEnvironment() {
        Settings settings = settings(
                Map.of("raygate.junit.port-offset", "100"),
                Map.of("RAYGATE_JUNIT_PORT_OFFSET", "200", "RAYGATE_JUNIT_STACK", "find"));

        assertThat(settings.portOffset()).isEqualTo(100);
        assertThat(settings.mode()).isEqualTo(Settings.Mode.FIND);
    }

    @ParameterizedTest
    @CsvSource({
        "stack, maybe, 'one of find-or-start, find, start, aws'",
        "port-offset, -1, a number from 0 to 57445",
        "port-offset, 57446, a number from 0 to 57445",
        "start-timeout, 0s, a time from 1 s to 3600 s",
        "start-timeout, 61m, a time from 1 s to 3600 s",
        "patience, 30, a time from 1 ms to 3600 s",
        "quiet, soon, a time from 0 s to 600 s",
        "timeline-rows, 0, a number from 1 to 10000",
    })
    void settings_outOfRange_nameKeyValueAndRange(String name, String value, String range) {
        Settings settings = settings(Map.of("raygate.junit." + name, value), Map.of());

        assertThatThrownBy(() -> {
                    Settings.Mode ignored = settings.mode();
                    int offset = settings.portOffset();
                    Duration timeout = settings.startTimeout();
                    Traces traces = settings.applyTo(new FakeXRay().traces());
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raygate.junit." + name + " (RAYGATE_JUNIT_")
                .hasMessageContaining("must be " + range)
                .hasMessageEndingWith("but is '" + value + "'");
    }

    @ParameterizedTest
    @EnumSource
    void documentation_eachKey_hasItsDefault(Settings.Key key) throws Exception {
        String row = "| `" + key.parameter() + "` | " + (key.otherwise().isEmpty() ? "" : "`" + key.otherwise() + "` ")
                + "|";

        assertThat(Files.readString(Path.of("../docs/testing.md"))).contains(row);
    }

    private static Settings settings(Map<String, String> parameters, Map<String, String> variables) {
        return new Settings(
                name -> Optional.ofNullable(parameters.get(name)), name -> Optional.ofNullable(variables.get(name)));
    }
}
