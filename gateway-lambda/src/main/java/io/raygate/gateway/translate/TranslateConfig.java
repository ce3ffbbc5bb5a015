// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.translate;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.raygate.otlp.TranslationRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How OpenTelemetry spans become segments, and what a request of them may ask of the function's memory. */
@ConfigMapping(prefix = "raygate.translate")
public interface TranslateConfig {

    /** Most spans of one request; a request with more is refused. */
    @WithDefault("10000")
    @InRange(min = "1")
    int maxSpans();

    /** Most bytes of the documents of one request; a request that would give more is refused. */
    @WithDefault("16M")
    @InRange(min = "1", max = "1G")
    MemorySize maxOutput();

    /** Most frames of one exception; its document says how many are missing. */
    @WithDefault("50")
    @InRange(min = "0")
    int maxFrames();

    /** Most exceptions of one span. */
    @WithDefault("16")
    @InRange(min = "0")
    int maxExceptions();

    /** Attributes that become annotations beside those that spans name themselves; {@code *} for all. */
    Optional<Set<String>> annotations();

    /** The same for the translator. */
    default TranslationRules rules() {
        return new TranslationRules(
                maxSpans(),
                maxOutput().asLongValue(),
                maxFrames(),
                maxExceptions(),
                annotations().orElse(Set.of()));
    }
}
