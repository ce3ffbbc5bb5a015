// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.schema.ValidationMode;
import java.time.Duration;
import java.util.Map;

/** The same for all tenants, but for the modes that configuration gives some of them. */
record AlikePolicies(ValidationMode mode, Map<String, ValidationMode> modes, RedactionPolicy platform)
        implements PolicySource {

    AlikePolicies {
        modes = Map.copyOf(modes);
    }

    @Override
    public PolicyLookup find(TenantId tenant) {
        return new PolicyLookup.Found(TenantPolicy.unwritten(modes.getOrDefault(tenant.value(), mode), platform));
    }

    @Override
    public Duration freshFor() {
        return Duration.ofDays(365);
    }
}
