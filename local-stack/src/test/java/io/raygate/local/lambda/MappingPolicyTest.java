// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
}
