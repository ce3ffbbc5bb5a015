// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtLeast;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether segments are taken on the TCP port, and what their senders may cost. */
@ConfigMapping(prefix = "raygate.intake")
public interface IntakeConfig {

    /** Whether {@code POST /TraceSegments} is answered; else it is a 404. */
    @WithDefault("false")
    boolean enabled();

    /** Largest body of a request; a larger one is answered with 413. The default holds 50 documents of 64 KB in JSON strings. */
    @WithDefault("4M")
    @InRange(min = "1", max = "64M")
    MemorySize maxBody();

    /** Most documents of a request; one of more is answered with 400. */
    @WithDefault("50")
    @InRange(min = "1", max = "1000")
    int maxDocuments();

    /** Bytes of all bodies that are being read or wait for their turn; a request beyond that is answered with 429. */
    @WithDefault("8M")
    @InRange(min = "1", max = "1G")
    @AtLeast("max-body")
    MemorySize maxPending();
}
