// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.configuration.Excludes;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Matches;
import io.raygate.configuration.Needs;
import io.raygate.configuration.RenamedFrom;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Streams that several tenants share; there are none by default. */
@ConfigMapping(prefix = "raygate.tenancy")
public interface TenancyConfig {

    /** Names or ARNs of the streams on which a signed origin says whose a block is. */
    @RenamedFrom("raygate.decode.shared-streams")
    @Needs({"signing-keys.directory", "signing-keys.parameter-path"})
    Optional<List<String>> sharedStreams();

    /** The tenants' keys. */
    SigningKeysConfig signingKeys();

    /** Where the tenants' keys are. */
    interface SigningKeysConfig {

        /** Files named as the tenants. */
        @RenamedFrom("raygate.decode.signing-keys.directory")
        @Excludes("parameter-path")
        Optional<Path> directory();

        /** SSM parameters (SecureString) named as the tenants, right below this path; not with a directory. */
        @RenamedFrom("raygate.decode.signing-keys.parameter-path")
        @Matches(value = "/.+", write = "the path of parameters, which begins with a slash")
        Optional<String> parameterPath();

        /** How long keys hold before all are read again; so long does a key that was taken away still count. */
        @RenamedFrom("raygate.decode.signing-keys.refresh")
        @WithDefault("60s")
        @InRange(min = "0s", max = "1d")
        Duration refresh();

        /** Most tenants with keys. */
        @RenamedFrom("raygate.decode.signing-keys.max-tenants")
        @WithDefault("1000")
        @InRange(min = "1")
        int maxTenants();
    }
}
