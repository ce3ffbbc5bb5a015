// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.configuration.InRange;
import io.raygate.configuration.NeededWhen;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where tenants' policies come from. */
@ConfigMapping(prefix = "raygate.policy")
public interface PolicyConfig {

    /**
     * {@code ssm}: parameters; {@code directory}: tenant files; {@code none}: all tenants are alike and own every
     * cluster.
     */
    @WithDefault("none")
    Source source();

    /** Environment: part of the parameters' names, and which clusters and limits of tenant files count. */
    @NeededWhen(
            key = "source",
            is = "ssm",
            write = "the environment that is part of the parameters' names, such as prod")
    Optional<String> environment();

    /** Tenant files, {@code <tenant>.yaml}. */
    @NeededWhen(key = "source", is = "directory", write = "the directory of tenant files, such as gitops/tenants")
    Optional<Path> directory();

    /** How long the policies from SSM hold before all are read again, at most a fifth earlier. */
    @WithDefault("60s")
    @InRange(min = "0s", max = "1d")
    Duration refresh();

    /** How long an invocation waits for a fresh policy before it goes on with the one it has. */
    @WithDefault("250ms")
    @InRange(min = "0s", max = "1m")
    Duration maxWait();

    /** Time for one call of SSM. */
    @WithDefault("3s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Most policies kept, and read from SSM together; the one not used for longest goes first. */
    @WithDefault("1000")
    @InRange(min = "1")
    int maxTenants();

    /** Where policies come from. */
    enum Source {
        /** AWS Systems Manager parameters. */
        SSM,
        /** Tenant files. */
        DIRECTORY,
        /** Nowhere. */
        NONE
    }
}
