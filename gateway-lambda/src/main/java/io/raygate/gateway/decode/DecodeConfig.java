// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a block may ask of the function's memory. */
@ConfigMapping(prefix = "raygate.decode")
public interface DecodeConfig {

    /** Largest content of one block; a block that declares more is refused before anything is allocated. */
    @WithDefault("8M")
    @InRange(min = "1", max = "1G")
    MemorySize maxBlockContent();

    /** Most documents of one block. */
    @WithDefault("20000")
    @InRange(min = "1")
    int maxBlockDocuments();

    /** Most workloads of one block. */
    @WithDefault("4096")
    @InRange(min = "0")
    int maxBlockWorkloads();

    /** Most labels of all workloads of one block together. */
    @WithDefault("20000")
    @InRange(min = "0")
    int maxBlockLabels();

    /**
     * Decoded records that are in memory at once, with what holds them; the others of an event wait until these are done.
     * One record is always taken.
     */
    @WithDefault("16M")
    @InRange(min = "1", max = "10G")
    MemorySize maxPortion();

    /** Documents of one tenant that are prepared and sent at once, since enrichment lets small ones grow. */
    @WithDefault("5000")
    @InRange(min = "1")
    int maxPortionDocuments();
}
