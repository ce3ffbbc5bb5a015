// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.schema.ValidationMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How documents are judged. */
@ConfigMapping(prefix = "raygate.validate")
public interface ValidateConfig {

    /** {@code repair} changes what can be changed without guessing; {@code strict} rejects what would need a change. */
    @WithDefault("repair")
    ValidationMode mode();

    /** The mode of tenants that want another one, by tenant. */
    Map<String, ValidationMode> tenants();
}
