// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sampling rule, checked against the limits of the API model (SamplingRule, xray 2016-04-12, read 2026-11-22).
 *
 * @param json all its members as the API spells them; never written to
 */
record SamplingRule(String name, String arn, ObjectNode json, Instant createdAt, Instant modifiedAt) {

    static final String DEFAULT_NAME = "Default";

    private static final String BOOST = "SamplingRateBoost";
    private static final String COOLDOWN = "CooldownWindowMinutes";
    private static final int DEFAULT_PRIORITY = 10_000;
    private static final int MAX_PRIORITY = 9_999;
    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_RESOURCE_ARN_LENGTH = 500;
    private static final int MAX_SERVICE_LENGTH = 64;
    private static final int MAX_METHOD_LENGTH = 10;
    private static final int MAX_PATH_LENGTH = 128;

    /** Of a rule as JSON, members included that the model does not have. */
    private static final int MAX_RULE_CHARS = 4_000;

    SamplingRule {
        json = json.deepCopy();
    }

    /** One request a second and 5 % of the rest: the Default rule that X-Ray gives to every account. */
    static SamplingRule defaultRule(AwsAccount account, Instant now) {
        ObjectNode json = RestJson.object();
        json.put("RuleName", DEFAULT_NAME).put("RuleARN", arn(account, DEFAULT_NAME));
        json.put("Priority", DEFAULT_PRIORITY).put("FixedRate", 0.05).put("ReservoirSize", 1);
        List.of("ResourceARN", "ServiceName", "ServiceType", "Host", "HTTPMethod", "URLPath")
                .forEach(member -> json.put(member, "*"));
        json.put("Version", 1).putObject("Attributes");
        return new SamplingRule(DEFAULT_NAME, arn(account, DEFAULT_NAME), json, Instant.EPOCH, now);
    }

    /** A new rule from the member SamplingRule of CreateSamplingRule. */
    static SamplingRule of(RequestBody rule, AwsAccount account, Instant now) {
        String name = rule.requiredText("RuleName", MAX_NAME_LENGTH);
        rule.requiredInteger("Priority", 1, MAX_PRIORITY);
        rule.requiredInteger("Version", 1, 1);
        checkRates(rule);
        checkMatching(rule);
        ObjectNode json = RestJson.object();
        copyMembers(rule.json(), json);
        json.put("RuleARN", arn(account, name));
        if (!json.has("Attributes")) {
            json.putObject("Attributes");
        }
        return new SamplingRule(name, arn(account, name), json, now, now);
    }

    /**
     * This rule with the members of SamplingRuleUpdate; what it leaves out stays, but a boost. Of the Default rule only the
     * rates can change.
     */
    SamplingRule updated(RequestBody update, Instant now) {
        ObjectNode merged = json.deepCopy();
        merged.remove(BOOST);
        copyMembers(update.json(), merged);
        merged.put("RuleName", name).put("RuleARN", arn);
        RequestBody checked = new RequestBody(merged);
        checkRates(checked);
        if (isDefault()) {
            ObjectNode expected = json.deepCopy();
            expected.set("FixedRate", merged.get("FixedRate"));
            expected.set("ReservoirSize", merged.get("ReservoirSize"));
            RequestBody.check(merged.equals(expected), "Of the Default rule only the rates can be changed");
        } else {
            checked.requiredInteger("Priority", 1, MAX_PRIORITY);
            checkMatching(checked);
        }
        return new SamplingRule(name, arn, merged, createdAt, now);
    }

    boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }

    int priority() {
        return json.path("Priority").intValue();
    }

    double fixedRate() {
        return json.path("FixedRate").doubleValue();
    }

    int reservoirSize() {
        return json.path("ReservoirSize").intValue();
    }

    /** What the rule says of boosts; empty where it has none. */
    Optional<SamplingBoosts.Terms> boostTerms() {
        JsonNode boost = json.path(BOOST);
        return boost.isObject()
                ? Optional.of(new SamplingBoosts.Terms(
                        fixedRate(),
                        boost.path("MaxRate").doubleValue(),
                        Duration.ofMinutes(boost.path(COOLDOWN).intValue())))
                : Optional.empty();
    }

    /** A SamplingRuleRecord. */
    ObjectNode toRecord() {
        ObjectNode answer = RestJson.object();
        answer.set("SamplingRule", json.deepCopy());
        answer.put("CreatedAt", RestJson.time(createdAt));
        answer.put("ModifiedAt", RestJson.time(modifiedAt));
        return answer;
    }

    private static String arn(AwsAccount account, String name) {
        return account.arn("xray", "sampling-rule/" + name);
    }

    private static void checkRates(RequestBody rule) {
        rule.requiredNumber("FixedRate", 0, 1);
        rule.requiredInteger("ReservoirSize", 0, Integer.MAX_VALUE);
        if (!rule.member(BOOST).isMissingNode()) {
            RequestBody boost = rule.requiredStructure(BOOST);
            boost.requiredNumber("MaxRate", 0, 1);
            if (boost.requiredInteger(COOLDOWN, 0, Integer.MAX_VALUE) == 0) {
                throw XRayException.internal("SamplingRateBoost without CooldownWindowMinutes");
            }
        }
    }

    private static void checkMatching(RequestBody rule) {
        rule.requiredText("ResourceARN", MAX_RESOURCE_ARN_LENGTH);
        rule.requiredText("ServiceName", MAX_SERVICE_LENGTH);
        rule.requiredText("ServiceType", MAX_SERVICE_LENGTH);
        rule.requiredText("Host", MAX_SERVICE_LENGTH);
        rule.requiredText("HTTPMethod", MAX_METHOD_LENGTH);
        rule.requiredText("URLPath", MAX_PATH_LENGTH);
    }

    private static void copyMembers(JsonNode from, ObjectNode to) {
        from.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> to.set(member.getKey(), member.getValue()));
        RequestBody.check(to.toString().length() <= MAX_RULE_CHARS, "The rule is longer than " + MAX_RULE_CHARS);
    }
}
