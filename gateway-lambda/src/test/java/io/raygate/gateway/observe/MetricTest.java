// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class MetricTest {

    private static final Path DOCUMENTATION = Path.of("../docs/gateway-metrics.md");

    @ParameterizedTest
    @EnumSource
    void everyMetric_isDocumentedWithItsUnit(Metric metric) throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENTATION);

        assertThat(rows).anyMatch(row -> row.startsWith("| `" + metric.label() + "` | " + metric.unit() + " | "));
    }
}
