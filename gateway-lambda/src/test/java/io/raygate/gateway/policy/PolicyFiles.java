// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import java.util.List;

/** Policies from text, for tests of other packages. */
public final class PolicyFiles {

    private static final PolicyReader READER = new PolicyReader(List.of(), true);

    private PolicyFiles() {}

    /** A tenant file of which only this part of its {@code spec} is told, as YAML. */
    public static TenantPolicy ofPart(TenantId tenant, String part) {
        String file = "apiVersion: raygate/v1\nkind: Tenant\nmetadata: {name: " + tenant.value() + "}\nspec:\n"
                + "  clusters: [{name: payments-prod-eu, env: prod}]\n"
                + (part.isBlank() || part.startsWith("{}") ? "" : part.indent(2));
        return READER.tenantFile(tenant, "prod", PolicyText.yaml("test", file));
    }

    /** The gateway's own form. */
    public static TenantPolicy ofGatewayPolicy(TenantId tenant, String json) {
        return READER.gatewayPolicy(tenant, PolicyText.json("test", json));
    }
}
