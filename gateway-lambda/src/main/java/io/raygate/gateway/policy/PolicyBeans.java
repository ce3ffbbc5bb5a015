// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.aws.AwsClients;
import io.raygate.aws.ParameterStore;
import io.raygate.gateway.redact.RedactConfig;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.validate.ValidateConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Chooses the source of policies. What is not usable stops the process with one line. */
class PolicyBeans {

    @Produces
    @Singleton
    TenantPolicies policies(
            PolicyConfig config, RedactConfig redact, ValidateConfig validate, ParameterStore parameters) {
        PolicySource source = source(config, redact, validate, parameters);
        return new TenantPolicies(source, config.maxWait(), config.maxTenants(), System::nanoTime);
    }

    @Produces
    @Singleton
    ParameterStore parameters(AwsClients aws, PolicyConfig config) {
        return new ParameterStore(aws, config.requestTimeout());
    }

    void close(@Disposes ParameterStore parameters) {
        parameters.close();
    }

    @Produces
    @Singleton
    PlatformRules platform(RedactConfig redact) {
        return new PlatformRules(RedactionPolicy.of(Redaction.compile(platformRules(redact)), redact.unreadable()));
    }

    private static PolicySource source(
            PolicyConfig config, RedactConfig redact, ValidateConfig validate, ParameterStore parameters) {
        PolicyReader reader = new PolicyReader(platformRules(redact), redact.unreadable(), redact.hasKey());
        return switch (config.source()) {
            case SSM ->
                new SsmPolicies(
                        parameters,
                        config.environment().orElseThrow(),
                        config.maxTenants(),
                        new SsmPolicies.Readings(config.refresh(), System::nanoTime, Math::random),
                        reader);
            case DIRECTORY ->
                new DirectoryPolicies(
                        config.directory().orElseThrow(), config.environment().orElse(""), reader);
            case NONE ->
                new AlikePolicies(
                        validate.mode(),
                        validate.tenants(),
                        RedactionPolicy.of(Redaction.compile(reader.platform()), reader.unreadable()));
        };
    }

    /** The platform's rules, checked. */
    static List<RedactionRule> platformRules(RedactConfig config) {
        List<RedactionRule> rules = new ArrayList<>();
        for (RedactConfig.Rule rule : config.platform()) {
            String key = "raygate.redact.platform[" + rules.size() + "]";
            if (rule.action() == RedactionAction.HASH && !config.hasKey()) {
                throw new IllegalArgumentException(
                        key + ".action: hash needs a key; set raygate.redact.hash-key-parameter or hash-key-file");
            }
            try {
                rules.add(new RedactionRule(RedactionPath.parse(rule.path()), rule.action(), rule.length()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ".path: \"" + rule.path() + "\" " + e.getMessage(), e);
            }
        }
        return rules;
    }
}
