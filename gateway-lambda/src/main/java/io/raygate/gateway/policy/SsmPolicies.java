// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.ErrorCode;
import io.raygate.aws.ParameterStore;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.JsonFile;
import io.raygate.gateway.decode.TenantId;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Policies from SSM parameters {@code /raygate/<environment>/tenants/<tenant>}, one GetParameter each. Needs
 * {@code ssm:GetParameter} on {@code parameter/raygate/<environment>/tenants/*}.
 */
record SsmPolicies(ParameterStore parameters, String environment, Duration freshFor, PolicyReader reader)
        implements PolicySource {

    @Override
    public PolicyLookup find(TenantId tenant) {
        String name = "/raygate/" + environment + "/tenants/" + tenant.value();
        try {
            Optional<String> text = parameters.value(name);
            return text.isPresent()
                    ? new PolicyLookup.Found(reader.read(tenant, JsonFile.read(text.get())))
                    : new PolicyLookup.Unknown(name);
        } catch (InvalidFileException e) {
            return new PolicyLookup.Invalid(name + ": " + e.getMessage());
        } catch (SdkException e) {
            return new PolicyLookup.Unreachable(name + ": " + ErrorCode.of(e));
        }
    }
}
