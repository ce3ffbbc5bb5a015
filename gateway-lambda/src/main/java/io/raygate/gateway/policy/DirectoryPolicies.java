// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Policies from tenant files, translated as the tenant chart translates them, with the shared clusters of
 * {@code envs/<environment>.yaml} beside the directory, where that file is. A change of a file takes effect in the next
 * invocation.
 *
 * @param environment whose clusters and limits count; empty: clusters of all environments, and no limits
 */
record DirectoryPolicies(Path directory, String environment, PolicyReader reader) implements PolicySource {

    @Override
    public PolicyLookup find(TenantId tenant) {
        Path file = directory.resolve(tenant.value() + ".yaml");
        if (!file.normalize().startsWith(directory.normalize())) {
            return new PolicyLookup.Unknown(directory.toString());
        }
        Path environmentFile =
                directory.toAbsolutePath().normalize().resolveSibling("envs").resolve(environment + ".yaml");
        Path read = environmentFile;
        try {
            SharedClusters shared = Files.exists(environmentFile)
                    ? SharedClusters.of(YamlFile.read(Files.readString(environmentFile)))
                    : SharedClusters.none();
            read = file;
            Node policy = GatewayPolicy.of(YamlFile.read(Files.readString(file)), environment, shared);
            return new PolicyLookup.Found(reader.read(tenant, policy));
        } catch (NoSuchFileException _) {
            return new PolicyLookup.Unknown(read.toString());
        } catch (CharacterCodingException _) {
            return new PolicyLookup.Invalid(read + ": is not UTF-8");
        } catch (InvalidFileException e) {
            return new PolicyLookup.Invalid(read + ": " + e.getMessage());
        } catch (IOException e) {
            return new PolicyLookup.Unreachable(read + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Duration freshFor() {
        return Duration.ZERO;
    }
}
