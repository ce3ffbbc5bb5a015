// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up when the function has asked for its first invocation, or when none is configured. */
@Readiness
@ApplicationScoped
class FunctionReadiness implements HealthCheck {

    private final LocalLambda lambda;

    FunctionReadiness(LocalLambda lambda) {
        this.lambda = lambda;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lambda").status(lambda.ready()).build();
    }
}
