// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a block may ask of the function's memory. */
@ConfigMapping(prefix = "raygate.decode")
public interface DecodeConfig {

    /** Largest content of one block; a block that declares more is refused before anything is allocated. */
    @WithDefault("8M")
    MemorySize maxBlockContent();

    /** Most documents of one block. */
    @WithDefault("20000")
    int maxBlockDocuments();

    /** Most workloads of one block. */
    @WithDefault("4096")
    int maxBlockWorkloads();

    /** Most labels of all workloads of one block together. */
    @WithDefault("20000")
    int maxBlockLabels();
}
