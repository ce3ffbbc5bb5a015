// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedriveTest {

    private static final Map<String, String> OF_THE_FUNCTION =
            Map.of("QUARKUS_LAMBDA_HANDLER", "gateway", "QUEUE", "q");

    @Test
    void variables_noneOfItsOwn_thoseOfTheFunctionWithAnotherHandler() {
        assertThat(Redrive.variables(Configs.redrive(), OF_THE_FUNCTION))
                .containsOnly(Map.entry("QUARKUS_LAMBDA_HANDLER", "redrive"), Map.entry("QUEUE", "q"));
    }

    @Test
    void variables_someOfItsOwn_theseAlone() {
        RedriveConfig config = Configs.redrive("environment.OTHER", "o");

        assertThat(Redrive.variables(config, OF_THE_FUNCTION))
                .containsOnly(Map.entry("QUARKUS_LAMBDA_HANDLER", "redrive"), Map.entry("OTHER", "o"));
    }
}
