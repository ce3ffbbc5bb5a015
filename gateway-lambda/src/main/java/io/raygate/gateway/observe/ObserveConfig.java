// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What the gateway reports about itself. */
@ConfigMapping(prefix = "raygate.observe")
public interface ObserveConfig {

    /** Producers whose blocks are remembered; the one not heard of for the longest time makes room. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxProducers();

    /** Blocks of a producer that are remembered, 64 to 65536. A gap counts as missing once it is that far behind. */
    @WithDefault("1024")
    @InRange(min = "64", max = "65536")
    int sequenceWindow();

    /**
     * Count gaps in producers' sequences. Right only where one process sees all blocks of a producer: one shard, a
     * parallelization factor of 1, and a function for this stream alone.
     */
    @WithDefault("false")
    boolean missingBlocks();

    /** The function's ring, by which a few metrics count as well; not set: they count by tenant alone. */
    Optional<String> ring();

    /** Send a subsegment of the gateway's own work where Lambda's trace of the invocation is sampled. */
    @WithDefault("false")
    boolean traceSelf();
}
