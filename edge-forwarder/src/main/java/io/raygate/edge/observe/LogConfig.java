// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is logged, and how; {@code application.yaml} hands both values to Quarkus. */
@ConfigMapping(prefix = "raygate.log")
interface LogConfig {

    /** What is logged. */
    @WithDefault("INFO")
    Level level();

    /** Whether a line is a JSON object. */
    @WithDefault("false")
    boolean json();

    /** What is logged. */
    enum Level {
        /** Everything. */
        DEBUG,
        /** What happens. */
        INFO,
        /** What somebody should look at. */
        WARN,
        /** What is broken. */
        ERROR
    }
}
