// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(LocalLambdaTest.FreePort.class)
class LocalLambdaTest {

    @Inject
    LocalLambda lambda;

    @Inject
    @Readiness
    FunctionReadiness readiness;

    @Test
    void start_noFunctionConfigured_idleAndReady() {
        assertThat(lambda.status()).containsEntry("state", "idle").containsKey("reason");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    public static final class FreePort implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", "0");
        }
    }
}
