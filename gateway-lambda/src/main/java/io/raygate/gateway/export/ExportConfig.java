// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.export;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.raygate.otlp.export.ExportLimits;
import io.raygate.otlp.export.ExportLimits.TimeLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * What X-Ray's OTLP endpoint takes: CloudWatch user guide, "OTLP endpoints", limits for traces, read 2026-11-27. It refuses a
 * whole call for one span beyond them.
 */
@ConfigMapping(prefix = "raygate.export")
public interface ExportConfig {

    /** Bytes of one call before compression. AWS's limit is 5 MB; it does not say of which kind. */
    @WithDefault("4800K")
    @InRange(min = "64K", max = "5M")
    MemorySize maxRequest();

    /** Spans of one call. */
    @WithDefault("10000")
    @InRange(min = "1", max = "10000")
    int maxRequestSpans();

    /** Bytes of one span; a larger one is refused alone. */
    @WithDefault("200K")
    @InRange(min = "1K", max = "200K")
    @AtMost("max-request")
    MemorySize maxSpan();

    /** Bytes of a resource and a scope together; spans of larger ones are refused. */
    @WithDefault("16K")
    @InRange(min = "1K", max = "16K")
    MemorySize maxResource();

    /** Time between the spans of one call. */
    @WithDefault("24h")
    @InRange(min = "1s", max = "24h")
    Duration maxSpread();

    /** A span that started longer ago is refused. */
    @WithDefault("14d")
    @InRange(min = "1s", max = "14d")
    Duration maxAge();

    /** A span that starts or ends later than this from now is refused. */
    @WithDefault("2h")
    @InRange(min = "0s", max = "2h")
    Duration maxAhead();

    /** The same for those who cut requests. */
    default ExportLimits limits() {
        return new ExportLimits(
                Math.toIntExact(maxSpan().asLongValue()),
                Math.toIntExact(maxResource().asLongValue()),
                new TimeLimits(maxAge(), maxAhead()),
                Math.toIntExact(maxRequest().asLongValue()),
                maxRequestSpans(),
                maxSpread());
    }
}
