// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** What is in quarantine is sent again on request, by the same package with another handler. */
@ConfigMapping(prefix = "raygate.local.redrive")
public interface RedriveConfig {

    /** The queue that is read. */
    @WithDefault("raygate-quarantine")
    String queue();

    /** Name of the handler, handed to the function as {@code QUARKUS_LAMBDA_HANDLER}. */
    @WithDefault("redrive")
    String handler();

    /**
     * Variables of that function's environment, as a manifest of its own gives them; where there are none, it has those of
     * {@code raygate.local.function.environment}.
     */
    Map<String, String> environment();

    /** Messages of one invocation, 1 to 10. */
    @WithDefault("10")
    @InRange(min = "1", max = "10")
    int batchSize();

    /** Invocations in a row that may fail as a whole before the run is given up. */
    @WithDefault("3")
    @InRange(min = "1")
    int maxFailures();
}
