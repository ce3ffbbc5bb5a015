// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mounted files are looked at. */
@ConfigMapping(prefix = "raygate.reload")
public interface ReloadConfig {

    /** Time between two looks, 100 ms or more. The kubelet itself takes up to a minute to update a mounted ConfigMap. */
    @WithDefault("2s")
    @InRange(min = "100ms", max = "1h")
    Duration interval();

    /** Time for one read of a file; a file system that hangs leaves what was read before in use, and other files alone. */
    @WithDefault("10s")
    @InRange(min = "100ms", max = "1m")
    Duration readTimeout();

    /** Largest file; a ConfigMap holds at most 1 MiB. */
    @WithDefault("1M")
    @InRange(min = "1", max = "64M")
    MemorySize maxFile();
}
