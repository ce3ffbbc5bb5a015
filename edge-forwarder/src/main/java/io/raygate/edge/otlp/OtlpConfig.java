// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.spans.UnsampledSpans;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which OpenTelemetry spans are taken. */
@ConfigMapping(prefix = "raygate.otlp")
public interface OtlpConfig {

    /** What becomes of spans in datagrams whose trace was not sampled. */
    @WithDefault("drop")
    UnsampledSpans unsampled();
}
