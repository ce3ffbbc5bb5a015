// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceivedTimeTest {

    @Test
    void unixNanos_documentsOfAllYears_isAMomentAfterTheirStart() {
        assertThat(ReceivedTime.unixNanos(
                        "{\"start_time\":1795310445.138,\"end_time\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(1_795_310_446_638_731_113L);
        assertThat(ReceivedTime.unixNanos("{\"start_time\": 7}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(8_500_731_113L);
    }
}
