// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Parameters in memory. */
@ConfigMapping(prefix = "raygate.local.ssm")
public interface SsmConfig {

    /** Values by name; there from the start. */
    Map<String, String> parameters();

    /** Parameters kept; putting one more is refused. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxParameters();
}
