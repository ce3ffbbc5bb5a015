// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappingPolicyTest {

    @Test
    void of_defaults_areLambdas() {
        MappingPolicy policy = MappingPolicy.of(Configs.mapping());

        assertThat(policy.batchSize()).isEqualTo(100);
        assertThat(policy.batchingWindow()).isEqualTo(Duration.ZERO);
        assertThat(policy.parallelizationFactor()).isEqualTo(1);
        assertThat(policy.bisect()).isFalse();
        assertThat(policy.maxRetries()).isEqualTo(-1);
        assertThat(policy.maxRecordAge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "batch-size,0",
        "batch-size,10001",
        "maximum-batching-window,301s",
        "parallelization-factor,11",
        "maximum-retry-attempts,-2"
    })
    void of_outOfRange_isRefusedByName(String key, String value) {
        EventSourceMappingConfig config = Configs.mapping(key, value);

        assertThatThrownBy(() -> MappingPolicy.of(config)).hasMessageContaining(key);
    }
}
