// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Policies from tenant files. A change of a file holds from the next invocation on. */
record DirectoryPolicies(Path directory, String environment, PolicyReader reader) implements PolicySource {

    @Override
    public PolicyLookup find(TenantId tenant) {
        Path file = directory.resolve(tenant.value() + ".yaml");
        if (!file.normalize().startsWith(directory.normalize())) {
            return new PolicyLookup.Unknown(directory.toString());
        }
        try {
            PolicyNode root = PolicyText.yaml(file.toString(), Files.readString(file));
            return new PolicyLookup.Found(reader.tenantFile(tenant, environment, root));
        } catch (NoSuchFileException _) {
            return new PolicyLookup.Unknown(file.toString());
        } catch (CharacterCodingException _) {
            return new PolicyLookup.Invalid(file + ": is not UTF-8");
        } catch (InvalidPolicyException e) {
            return new PolicyLookup.Invalid(e.message());
        } catch (IOException e) {
            return new PolicyLookup.Unreachable(file + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    public Duration freshFor() {
        return Duration.ZERO;
    }
}
