// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.edge.sampling.rules.SamplingRule.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Reads the rules of a tree of maps, lists and scalars.
     *
     * @throws IllegalArgumentException with one line that names the place, the value and what it must be
     */
    static List<SamplingRule> read(Object tree) {
        Members file = Members.of(tree, "");
        file.allow(Set.of(RULES, RECORDS, "NextToken"));
        boolean asRecords = file.optional(RECORDS).isPresent();
        if (asRecords == file.optional(RULES).isPresent()) {
            throw new IllegalArgumentException(
                    "there must be one list, " + RULES + " or " + RECORDS + "; keep one of them");
        }
        String list = asRecords ? RECORDS : RULES;
        List<SamplingRule> rules = new ArrayList<>();
        for (Object entry : file.list(list, MAX_RULES)) {
            Members members = Members.of(entry, "/" + list + "/" + rules.size());
            rules.add(rule(asRecords ? ruleOfRecord(members) : members));
        }
        checkNames(rules, "/" + list);
        return List.copyOf(rules);
    }

    private static Members ruleOfRecord(Members entry) {
        entry.allow(Set.of("SamplingRule", "CreatedAt", "ModifiedAt"));
        String member = "SamplingRule";
        return Members.of(entry.required(member, "must be an object"), entry.pathOf(member));
    }

    private static void checkNames(List<SamplingRule> rules, String path) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            if (!names.add(rules.get(i).name())) {
                throw Members.problem(
                        path + "/" + i + "/RuleName",
                        rules.get(i).name(),
                        "another rule has this name; give each its own");
            }
        }
        if (!names.contains(SamplingRule.DEFAULT_NAME)) {
            throw new IllegalArgumentException(path
                    + " has no rule named Default; add one with Priority 10000, which every other request falls to");
        }
    }

    private static SamplingRule rule(Members rule) {
        rule.allow(RULE_MEMBERS);
        String name = rule.text("RuleName", MAX_NAME_LENGTH);
        boolean isDefault = name.equals(SamplingRule.DEFAULT_NAME);
        if (rule.optional("Version").isPresent()) {
            rule.integer("Version", 1, 1);
        }
        rule.optional("SamplingRateBoost").ifPresent(boost -> checkBoost(boost, rule.pathOf("SamplingRateBoost")));
        return new SamplingRule(
                name,
                rule.optional("RuleARN").map(_ -> rule.text("RuleARN", MAX_ARN_LENGTH)),
                isDefault
                        ? rule.integer("Priority", SamplingRule.DEFAULT_PRIORITY, SamplingRule.DEFAULT_PRIORITY)
                        : rule.integer("Priority", 1, SamplingRule.DEFAULT_PRIORITY - 1),
                rule.share("FixedRate"),
                rule.integer("ReservoirSize", 0, Integer.MAX_VALUE),
                matching(rule),
                attributes(rule));
    }

    private static Matching matching(Members rule) {
        return new Matching(
                rule.text("ResourceARN", MAX_RESOURCE_ARN_LENGTH, "*"),
                rule.text("ServiceName", MAX_SERVICE_LENGTH, "*"),
                rule.text("ServiceType", MAX_SERVICE_LENGTH, "*"),
                rule.text("Host", MAX_SERVICE_LENGTH, "*"),
                rule.text("HTTPMethod", MAX_METHOD_LENGTH, "*"),
                rule.text("URLPath", MAX_PATH_LENGTH, "*"));
    }

    private static Map<String, String> attributes(Members rule) {
        Optional<Object> value = rule.optional("Attributes");
        if (value.isEmpty()) {
            return Map.of();
        }
        Members members = Members.of(value.get(), rule.pathOf("Attributes"));
        if (members.values().size() > MAX_ATTRIBUTES) {
            throw Members.problem(members.path(), value.get(), "must hold at most " + MAX_ATTRIBUTES + " attributes");
        }
        String limits = Members.textRule(MAX_ATTRIBUTE_LENGTH);
        Map<String, String> attributes = new HashMap<>();
        members.values().forEach((key, text) -> {
            String name =
                    Members.checkedText(members.path(), String.valueOf(key), MAX_ATTRIBUTE_LENGTH, "keys: " + limits);
            attributes.put(name, members.text(name, MAX_ATTRIBUTE_LENGTH));
        });
        return attributes;
    }

    /** Boosts are not granted and SDKs not told of them: the member is there in files that X-Ray has printed. */
    private static void checkBoost(Object value, String path) {
        Members boost = Members.of(value, path);
        boost.allow(Set.of("MaxRate", "CooldownWindowMinutes"));
        boost.share("MaxRate");
        boost.integer("CooldownWindowMinutes", 0, Integer.MAX_VALUE);
    }
}
