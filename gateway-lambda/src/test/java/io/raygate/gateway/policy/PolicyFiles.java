// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.ParameterStore;
import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.read.JsonFile;
import io.raygate.contract.read.YamlFile;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.pipeline.Preparation;
import io.raygate.gateway.pipeline.PreparationForTest;
import io.raygate.gateway.redact.RedactConfig;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import io.raygate.gateway.validate.EventValidator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Policies from text, for tests of other packages. */
public final class PolicyFiles {

    private static final PolicyReader READER = new PolicyReader(List.of(), Unreadable.WITHHOLD, true);

    private PolicyFiles() {}

    /** A tenant file of which only this part of its {@code spec} is told, as YAML. */
    public static TenantPolicy ofPart(TenantId tenant, String part) {
        String file = "apiVersion: raygate/v1\nkind: Tenant\nmetadata: {name: " + tenant.value() + "}\nspec:\n"
                + "  clusters: [{name: payments-prod-eu, env: prod}]\n"
                + (part.isBlank() || part.startsWith("{}") ? "" : part.indent(2));
        return READER.read(tenant, GatewayPolicy.of(YamlFile.read(file), "prod"));
    }

    /** The gateway's own form. */
    public static TenantPolicy ofGatewayPolicy(TenantId tenant, String json) {
        return READER.read(tenant, JsonFile.read(json));
    }

    /** Stages with tenant files from a directory, and a platform that drops one path. No rule may hash. */
    public static Preparation stages(Path directory, String platformPath, EventValidator validator) {
        RedactionRule platform = new RedactionRule(RedactionPath.parse(platformPath), RedactionAction.DROP, 16);
        PolicySource source = new DirectoryPolicies(
                directory, "prod", new PolicyReader(List.of(platform), Unreadable.WITHHOLD, false));
        TenantPolicies policies = new TenantPolicies(source, Duration.ofSeconds(10), 10, System::nanoTime);
        return PreparationForTest.of(
                policies,
                validator,
                new RedactionKeys(
                        new NoKey(),
                        new ParameterStore(new AwsClients(AwsSettings.ofFunction()), Duration.ofSeconds(1))),
                new PlatformRules(RedactionPolicy.of(Redaction.compile(List.of(platform)), Unreadable.WITHHOLD)));
    }

    private record NoKey() implements RedactConfig {

        @Override
        public Unreadable unreadable() {
            return Unreadable.WITHHOLD;
        }

        @Override
        public List<Rule> platform() {
            return List.of();
        }

        @Override
        public Optional<String> hashKeyParameter() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> hashKeyFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> hashKey() {
            return Optional.empty();
        }
    }
}
