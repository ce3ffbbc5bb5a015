// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The charts' {@code values.schema.json} are those that {@link ChartSchemas} makes; {@code -Draygate.update-golden=true}
 * writes them anew.
 */
class ChartSchemasTest {

    private static final boolean UPDATE = Boolean.getBoolean("raygate.update-golden");

    static List<String> charts() {
        return ChartSchemas.CHARTS;
    }

    /** What an environment file may set of the gateway's chart is written out, so that {@code validate} knows it too. */
    @Test
    void environment_keysOfTheGateway_areInItsFile() throws IOException {
        Path file = GitopsTree.ofProject()
                .root()
                .resolve("schemas/segment-schema/src/main/resources/io/raygate/schema/environment.schema.json");
        String text = ChartSchemas.environment();
        if (UPDATE) {
            Files.writeString(file, text);
        }

        assertThat(Yaml.text(file)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void text_chart_isItsFile(String chart) throws IOException {
        Path file = GitopsTree.ofProject().root().resolve("gitops/charts/" + chart + "/values.schema.json");
        String text = ChartSchemas.text(chart);
        if (UPDATE) {
            Files.writeString(file, text);
        }

        assertThat(file).exists();
        assertThat(Yaml.text(file)).isEqualTo(text);
    }
}
