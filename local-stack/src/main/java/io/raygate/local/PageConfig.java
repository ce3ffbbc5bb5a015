// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The page; {@code application.yaml} hands its host and port to Quarkus' HTTP server. */
@ConfigMapping(prefix = "raygate.local.page")
public interface PageConfig {

    @WithDefault("127.0.0.1")
    String host();

    /** 0 takes any free port. */
    @WithDefault("8080")
    @InRange(min = "0", max = "65535")
    int port();

    /** The most of the streams, compressed, that is searched for the documents of a trace as they were sent. */
    @WithDefault("64M")
    @InRange(min = "1M", max = "1G")
    MemorySize maxSearched();
}
