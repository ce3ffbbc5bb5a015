// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much goes into one call of PutTraceSegments. */
@ConfigMapping(prefix = "raygate.batch")
public interface BatchConfig {

    /** Documents of one call, 1 to 50. */
    @WithDefault("50")
    int maxDocuments();

    /** Bytes of the documents of one call. A larger document goes alone. */
    @WithDefault("1M")
    MemorySize maxSize();
}
