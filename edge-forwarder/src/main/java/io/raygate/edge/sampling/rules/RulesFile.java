// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.contract.read.Node;
import io.raygate.edge.sampling.rules.SamplingRule.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of a rules file: a list under {@code SamplingRules}, or what {@code aws xray get-sampling-rules} prints, in
 * X-Ray's own names. Objects are closed, so that a misspelt key is found; there is exactly one rule named Default. The
 * limits are those of the API model (SamplingRule, xray 2016-04-12, read 2026-11-22).
 */
final class RulesFile {

    private static final String RULES = "SamplingRules";
    private static final String RECORDS = "SamplingRuleRecords";
    private static final int MAX_RULES = 1_000;

    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_RESOURCE_ARN_LENGTH = 500;
    private static final int MAX_ARN_LENGTH = 2_048;
    private static final int MAX_SERVICE_LENGTH = 64;
    private static final int MAX_METHOD_LENGTH = 10;
    private static final int MAX_PATH_LENGTH = 128;
    private static final int MAX_ATTRIBUTES = 5;
    private static final int MAX_ATTRIBUTE_LENGTH = 32;

    private static final Set<String> RULE_MEMBERS = Set.of(
            "RuleName",
            "RuleARN",
            "Priority",
            "FixedRate",
            "ReservoirSize",
            "ResourceARN",
            "ServiceName",
            "ServiceType",
            "Host",
            "HTTPMethod",
            "URLPath",
            "Version",
            "Attributes",
            "SamplingRateBoost");

    private RulesFile() {}

    /**
     * Reads the rules of a file.
     *
     * @throws IllegalArgumentException with one line that names the path, the value and what to write
     */
    static List<SamplingRule> read(Node file) {
        file.only(Set.of(RULES, RECORDS, "NextToken"));
        boolean asRecords = file.member(RECORDS).isPresent();
        if (asRecords == file.member(RULES).isPresent()) {
            throw file.invalid("does not hold exactly one list; write " + RULES + " or " + RECORDS);
        }
        String list = asRecords ? RECORDS : RULES;
        List<SamplingRule> rules = new ArrayList<>();
        List<Node> entries = file.required(list).items(MAX_RULES);
        Set<String> names = new HashSet<>();
        for (Node entry : entries) {
            Node members = asRecords ? ruleOfRecord(entry) : entry;
            rules.add(rule(members));
            if (!names.add(rules.getLast().name())) {
                throw members.required("RuleName").invalid("is the name of another rule; give each its own");
            }
        }
        if (!names.contains(SamplingRule.DEFAULT_NAME)) {
            throw file.required(list)
                    .invalid("has no rule named Default; add one with Priority 10000, for requests that no other rule"
                            + " matches");
        }
        return List.copyOf(rules);
    }

    private static Node ruleOfRecord(Node entry) {
        return entry.only(Set.of("SamplingRule", "CreatedAt", "ModifiedAt")).required("SamplingRule");
    }

    private static SamplingRule rule(Node rule) {
        rule.only(RULE_MEMBERS);
        String name = rule.required("RuleName").text(MAX_NAME_LENGTH);
        boolean isDefault = name.equals(SamplingRule.DEFAULT_NAME);
        rule.member("Version").ifPresent(version -> version.integer(1, 1));
        rule.member("SamplingRateBoost").ifPresent(RulesFile::checkBoost);
        return new SamplingRule(
                name,
                rule.member("RuleARN").map(arn -> arn.text(MAX_ARN_LENGTH)),
                isDefault
                        ? rule.required("Priority")
                                .integer(SamplingRule.DEFAULT_PRIORITY, SamplingRule.DEFAULT_PRIORITY)
                        : rule.required("Priority").integer(1, SamplingRule.DEFAULT_PRIORITY - 1),
                rule.required("FixedRate").number(0, 1),
                rule.required("ReservoirSize").integer(0, Integer.MAX_VALUE),
                matching(rule),
                attributes(rule));
    }

    private static Matching matching(Node rule) {
        return new Matching(
                matcher(rule, "ResourceARN", MAX_RESOURCE_ARN_LENGTH),
                matcher(rule, "ServiceName", MAX_SERVICE_LENGTH),
                matcher(rule, "ServiceType", MAX_SERVICE_LENGTH),
                matcher(rule, "Host", MAX_SERVICE_LENGTH),
                matcher(rule, "HTTPMethod", MAX_METHOD_LENGTH),
                matcher(rule, "URLPath", MAX_PATH_LENGTH));
    }

    private static String matcher(Node rule, String name, int maxLength) {
        return rule.member(name).map(text -> text.text(maxLength)).orElse("*");
    }

    private static Map<String, String> attributes(Node rule) {
        Map<String, Node> members = rule.member("Attributes").map(Node::members).orElse(Map.of());
        if (members.size() > MAX_ATTRIBUTES) {
            throw rule.required("Attributes")
                    .invalid("has " + members.size() + " attributes; write at most " + MAX_ATTRIBUTES);
        }
        Map<String, String> attributes = new HashMap<>();
        members.forEach((name, text) -> {
            if (name.isEmpty() || name.length() > MAX_ATTRIBUTE_LENGTH) {
                throw text.invalid(
                        "has a name of " + name.length() + " characters; write 1 to " + MAX_ATTRIBUTE_LENGTH);
            }
            attributes.put(name, text.text(MAX_ATTRIBUTE_LENGTH));
        });
        return attributes;
    }

    /** Boosts are not granted, and SDKs are not told of them: the member is in files that X-Ray has printed. */
    private static void checkBoost(Node boost) {
        boost.only(Set.of("MaxRate", "CooldownWindowMinutes"));
        boost.required("MaxRate").number(0, 1);
        boost.required("CooldownWindowMinutes").integer(0, Integer.MAX_VALUE);
    }
}
