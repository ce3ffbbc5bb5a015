// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The SSM parameter of each tenant is what the gateway reads. */
class GatewayPolicyTest {

    private static final GitopsTree TREE = GitopsTree.ofProject();
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void parameter_everyTenant_isAGatewayPolicy() {
        SchemaChecker schemas = new SchemaChecker();
        List<Application> tenants = TREE.applications().stream()
                .filter(application -> application.chart().equals("tenant"))
                .toList();
        List<JsonNode> parameters = tenants.stream()
                .flatMap(application -> application.render(TREE.root(), "Parameter").stream())
                .toList();

        assertThat(parameters).hasSameSizeAs(tenants).allSatisfy(parameter -> {
            JsonNode policy = JSON.readTree(parameter.at("/spec/value").asString(""));
            assertThat(schemas.check(ContractSchema.GATEWAY_POLICY, policy)).isEmpty();
            assertThat(parameter.at("/spec/name").asString(""))
                    .endsWith("/tenants/" + policy.path("tenant").asString(""));
        });
    }
}
