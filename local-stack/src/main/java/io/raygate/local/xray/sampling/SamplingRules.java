// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import io.raygate.local.aws.AwsAccount;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.XRayException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sampling rules of the account. The Default rule is always there. Bounded; thread-safe. */
public final class SamplingRules {

    private final Map<String, SamplingRule> rules = new TreeMap<>();
    private final AwsAccount account;
    private final int maxRules;
    private final InstantSource clock;
    private Instant lastModification;

    public SamplingRules(AwsAccount account, int maxRules, InstantSource clock) {
        this.account = account;
        this.maxRules = maxRules;
        this.clock = clock;
        this.lastModification = clock.instant();
        rules.put(SamplingRule.DEFAULT_NAME, SamplingRule.defaultRule(account, lastModification));
    }

    /** By priority, the Default rule last. */
    public synchronized List<SamplingRule> all() {
        return rules.values().stream()
                .sorted(Comparator.comparingInt(SamplingRule::priority))
                .toList();
    }

    public synchronized boolean hasArn(String arn) {
        return rules.values().stream().anyMatch(rule -> rule.arn().equals(arn));
    }

    public synchronized Optional<SamplingRule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    public synchronized Instant lastModification() {
        return lastModification;
    }

    public synchronized SamplingRule create(RequestBody definition) {
        SamplingRule rule = SamplingRule.of(definition, account, clock.instant());
        RequestBody.check(!rules.containsKey(rule.name()), "Rule already exists: " + rule.name());
        if (rules.size() > maxRules) {
            throw XRayException.modelled(
                    "RuleLimitExceededException", "Maximum number of sampling rules reached: " + maxRules);
        }
        return put(rule);
    }

    public synchronized SamplingRule update(RequestBody update) {
        return put(named(update).updated(update, clock.instant()));
    }

    public synchronized SamplingRule delete(RequestBody request) {
        SamplingRule rule = named(request);
        RequestBody.check(!rule.isDefault(), "The Default rule cannot be deleted");
        rules.remove(rule.name());
        lastModification = clock.instant();
        return rule;
    }

    private SamplingRule named(RequestBody request) {
        Optional<String> name = request.text("RuleName");
        Optional<String> arn = request.text("RuleARN");
        RequestBody.check(name.isPresent() != arn.isPresent(), "Give either RuleName or RuleARN");
        return rules.values().stream()
                .filter(rule -> rule.name().equals(name.orElse(rule.name()))
                        && rule.arn().equals(arn.orElse(rule.arn())))
                .findFirst()
                .orElseThrow(() -> XRayException.invalidRequest("Sampling rule not found"));
    }

    private SamplingRule put(SamplingRule rule) {
        rules.put(rule.name(), rule);
        lastModification = rule.modifiedAt();
        return rule;
    }
}
