// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The one sampling rule that the forwarder hands out: X-Ray's own default, unless configured. */
@ConfigMapping(prefix = "raygate.sampling.default-rule")
public interface SamplingConfig {

    /** Share of requests sampled beyond the reservoir, 0 to 1. */
    @WithDefault("0.05")
    double fixedRate();

    /** Requests a second sampled before the rate applies. */
    @WithDefault("1")
    int reservoirSize();
}
