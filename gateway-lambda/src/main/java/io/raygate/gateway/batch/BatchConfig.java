// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much goes into one call of PutTraceSegments. */
@ConfigMapping(prefix = "raygate.batch")
public interface BatchConfig {

    /** Documents of one call. "Exceeding maximum segment count: 50" is what X-Ray answers beyond that; seen 2023, not in the API model. */
    @WithDefault("50")
    @InRange(min = "1", max = "50")
    int maxDocuments();

    /** Bytes of the documents of one call. A larger document goes alone. */
    @WithDefault("1M")
    @InRange(min = "1", max = "1G")
    MemorySize maxSize();
}
