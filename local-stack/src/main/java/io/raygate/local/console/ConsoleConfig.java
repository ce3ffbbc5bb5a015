// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the page may ask for, and where it finds the forwarder. */
@ConfigMapping(prefix = "raygate.local.console")
public interface ConsoleConfig {

    /** Streams of events at a time; one more is answered with 503. */
    @WithDefault("32")
    @InRange(min = "1", max = "1000")
    int maxEventStreams();

    /** How often a stream of events looks for changes. */
    @WithDefault("1s")
    @InRange(min = "100ms", max = "1m")
    Duration eventInterval();

    /** Metrics of the forwarder, for example {@code http://127.0.0.1:9000/q/metrics}; none: the pipeline begins at the stream. */
    Optional<String> forwarderMetrics();

    /** How long the pipeline waits for them. */
    @WithDefault("2s")
    @InRange(min = "100ms", max = "1m")
    Duration forwarderTimeout();
}
