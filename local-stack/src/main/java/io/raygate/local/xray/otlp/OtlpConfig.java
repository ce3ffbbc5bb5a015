// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How X-Ray's OTLP endpoint answers. */
@ConfigMapping(prefix = "raygate.local.otlp")
public interface OtlpConfig {

    /** Whether requests are refused, as AWS refuses them, until Transaction Search is on. */
    @WithDefault("false")
    boolean requireTransactionSearch();

    /** What the segment documents of one request may take together. */
    @WithDefault("64M")
    @InRange(min = "1M", max = "1G")
    MemorySize maxTranslatedSize();
}
