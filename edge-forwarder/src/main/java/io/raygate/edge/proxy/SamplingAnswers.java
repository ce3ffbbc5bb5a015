// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The answers to {@code GetSamplingRules} and {@code GetSamplingTargets} from one rule, in the shapes of the X-Ray API
 * (API version 2016-04-12). Times are epoch seconds.
 */
final class SamplingAnswers {

    /** The rule which X-Ray always has, and which cannot be deleted. */
    private static final String RULE_NAME = "Default";

    private static final int PRIORITY = 10_000;
    private static final int REPORT_INTERVAL_SECONDS = 10;
    private static final int QUOTA_SECONDS = 3 * REPORT_INTERVAL_SECONDS;

    private SamplingAnswers() {}

    static JsonObject rules(SamplingConfig rule, long startedEpochSeconds) {
        JsonObject samplingRule = new JsonObject()
                .put("RuleName", RULE_NAME)
                .put("RuleARN", "arn:aws:xray:::sampling-rule/Default")
                .put("ResourceARN", "*")
                .put("Priority", PRIORITY)
                .put("FixedRate", rule.fixedRate())
                .put("ReservoirSize", rule.reservoirSize())
                .put("ServiceName", "*")
                .put("ServiceType", "*")
                .put("Host", "*")
                .put("HTTPMethod", "*")
                .put("URLPath", "*")
                .put("Version", 1)
                .put("Attributes", new JsonObject());
        JsonObject ruleRecord = new JsonObject()
                .put("SamplingRule", samplingRule)
                .put("CreatedAt", startedEpochSeconds)
                .put("ModifiedAt", startedEpochSeconds);
        return new JsonObject().put("SamplingRuleRecords", new JsonArray().add(ruleRecord));
    }

    /**
     * One target for each statistics document that names the rule; any other rule is answered as unprocessed, which
     * makes the SDK read the rules again.
     */
    static JsonObject targets(JsonObject request, SamplingConfig rule, long startedEpochSeconds, long nowEpochSeconds) {
        JsonArray targets = new JsonArray();
        JsonArray unprocessed = new JsonArray();
        for (Object entry : request.getJsonArray("SamplingStatisticsDocuments", new JsonArray())) {
            String name = entry instanceof JsonObject statistics ? statistics.getString("RuleName", "") : "";
            if (name.equals(RULE_NAME)) {
                targets.add(target(rule, nowEpochSeconds));
            } else {
                unprocessed.add(unknownRule(name));
            }
        }
        return new JsonObject()
                .put("SamplingTargetDocuments", targets)
                .put("LastRuleModification", startedEpochSeconds)
                .put("UnprocessedStatistics", unprocessed);
    }

    private static JsonObject target(SamplingConfig rule, long nowEpochSeconds) {
        return new JsonObject()
                .put("RuleName", RULE_NAME)
                .put("FixedRate", rule.fixedRate())
                .put("ReservoirQuota", rule.reservoirSize())
                .put("ReservoirQuotaTTL", nowEpochSeconds + QUOTA_SECONDS)
                .put("Interval", REPORT_INTERVAL_SECONDS);
    }

    private static JsonObject unknownRule(String name) {
        return new JsonObject()
                .put("RuleName", name)
                .put("ErrorCode", "InvalidRequestException")
                .put("Message", "There is no sampling rule with this name");
    }
}
