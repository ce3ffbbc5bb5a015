// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.validate;

import io.raygate.configuration.InRange;
import io.raygate.schema.ValidationMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How documents are judged. */
@ConfigMapping(prefix = "raygate.validate")
public interface ValidateConfig {

    /** {@code repair} changes what can be changed without guessing; {@code strict} rejects what would need a change. */
    @WithDefault("repair")
    ValidationMode mode();

    /**
     * A document that started longer before it was received is counted as {@code TOO_OLD}; a trace id so much older than
     * its document as {@code TRACE_ID_AGE}. X-Ray keeps traces for 30 days.
     */
    @WithDefault("30d")
    @InRange(min = "1s", max = "36500d")
    Duration maxAge();

    /** A document that starts later after it was received is counted as {@code IN_FUTURE}: how far clocks may differ. */
    @WithDefault("5m")
    @InRange(min = "0s", max = "36500d")
    Duration maxAhead();

    /** The mode of tenants that want another one, by tenant. */
    Map<String, ValidationMode> tenants();
}
