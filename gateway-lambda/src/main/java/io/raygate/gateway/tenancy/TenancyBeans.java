// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.aws.ParameterStore;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.tenancy.KeySource.DirectoryKeys;
import io.raygate.gateway.tenancy.KeySource.ParameterKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the source of signing keys. A wrong configuration stops the process with one line. */
class TenancyBeans {

    @Produces
    @Singleton
    Tenancy tenancy(TenancyConfig config, ParameterStore parameters) {
        Set<TenantId> shared = config.sharedStreams().orElse(List.of()).stream()
                .map(TenantId::ofStreamArn)
                .collect(Collectors.toSet());
        if (shared.isEmpty()) {
            return Tenancy.byStream();
        }
        KeySource source = source(config.signingKeys(), parameters);
        return new Tenancy(shared, new KeyRing(source, config.signingKeys().refresh(), System::nanoTime));
    }

    private static KeySource source(TenancyConfig.SigningKeysConfig config, ParameterStore parameters) {
        if (config.directory().isPresent()) {
            return new DirectoryKeys(config.directory().get(), config.maxTenants());
        }
        String path = config.parameterPath().orElseThrow();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new ParameterKeys(parameters, trimmed, config.maxTenants());
    }
}
