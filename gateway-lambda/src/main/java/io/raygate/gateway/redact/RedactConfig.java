// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.configuration.Hidden;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the platform takes out of every tenant's documents, and the key of digests. */
@ConfigMapping(prefix = "raygate.redact")
public interface RedactConfig {

    /** Rules that hold for all tenants beside their own. */
    List<Rule> platform();

    /**
     * What becomes of documents and records that redaction cannot read, where the platform has rules: {@code withhold} keeps
     * their size, {@code keep} leaves it to the tenant's policy, and where there is no tenant keeps them.
     */
    @WithDefault("withhold")
    Unreadable unreadable();

    /** SSM parameter (SecureString) with the key of digests. */
    Optional<String> hashKeyParameter();

    /** File with the key of digests. */
    Optional<Path> hashKeyFile();

    /** The key of digests itself; for local use, since whoever sees the environment sees it. */
    @Hidden
    Optional<String> hashKey();

    /** Whether there is a key at all. */
    default boolean hasKey() {
        return hashKeyParameter().isPresent()
                || hashKeyFile().isPresent()
                || hashKey().isPresent();
    }

    /** One rule. */
    interface Rule {

        /** As in tenant files. */
        String path();

        /** As in tenant files. */
        RedactionAction action();

        /** Characters that {@code truncate} keeps. */
        @WithDefault("16")
        @InRange(min = "1", max = "65536")
        int length();
    }
}
