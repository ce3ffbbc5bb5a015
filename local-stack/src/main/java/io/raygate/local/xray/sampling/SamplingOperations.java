// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.sampling.SamplingStatistics.Sums;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Sampling rules, targets and statistics. */
public final class SamplingOperations {

    /** How often a client asks for targets: 10 s, as X-Ray's SDKs do. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** How long a quota is valid: an interval, and half of one for a client that asks late. */
    public static final Duration QUOTA_TTL = Duration.ofSeconds(15);

    private static final int MAX_NAME_LENGTH = 32;
    private static final int CLIENT_ID_LENGTH = 24;

    private final SamplingRules rules;
    private final SamplingClients clients;
    private final SamplingStatistics statistics = new SamplingStatistics();
    private final InstantSource clock;

    public SamplingOperations(SamplingRules rules, SamplingClients clients, InstantSource clock) {
        this.rules = rules;
        this.clients = clients;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/GetSamplingRules", this::getSamplingRules,
                "/SamplingTargets", this::getSamplingTargets,
                "/SamplingStatisticSummaries", this::getSamplingStatisticSummaries,
                "/CreateSamplingRule", this::createSamplingRule,
                "/UpdateSamplingRule", this::updateSamplingRule,
                "/DeleteSamplingRule", this::deleteSamplingRule);
    }

    private ObjectNode getSamplingRules(RequestBody request) {
        ObjectNode answer = RestJson.object();
        ArrayNode records = answer.putArray("SamplingRuleRecords");
        rules.all().forEach(rule -> records.add(rule.toRecord()));
        return answer;
    }

    /** Refused as a whole where a document lacks what the model requires; a rule that is not there concerns only its document. */
    private ObjectNode getSamplingTargets(RequestBody request) {
        ObjectNode answer = RestJson.object();
        ArrayNode targets = answer.putArray("SamplingTargetDocuments");
        answer.put("LastRuleModification", RestJson.time(rules.lastModification()));
        ArrayNode unprocessed = answer.putArray("UnprocessedStatistics");
        answer.putArray("UnprocessedBoostStatistics");
        for (RequestBody document : request.requiredStructures("SamplingStatisticsDocuments")) {
            String ruleName = document.requiredText("RuleName", MAX_NAME_LENGTH);
            rules.find(ruleName)
                    .ifPresentOrElse(
                            rule -> targets.add(target(rule, document)),
                            () -> unprocessed
                                    .addObject()
                                    .put("RuleName", ruleName)
                                    .put("ErrorCode", "400")
                                    .put("Message", "Unknown sampling rule"));
        }
        return answer;
    }

    private ObjectNode target(SamplingRule rule, RequestBody document) {
        String clientId = document.requiredText("ClientID", CLIENT_ID_LENGTH);
        Instant now = clock.instant();
        statistics.add(
                rule.name(),
                new Sums(
                        document.requiredInteger("RequestCount", 0, Integer.MAX_VALUE),
                        document.requiredInteger("SampledCount", 0, Integer.MAX_VALUE),
                        document.member("BorrowCount").asInt(),
                        now));
        return RestJson.object()
                .put("RuleName", rule.name())
                .put("FixedRate", rule.fixedRate())
                .put("ReservoirQuota", clients.quota(rule.name(), clientId, rule.reservoirSize(), now))
                .put("ReservoirQuotaTTL", RestJson.time(now.plus(QUOTA_TTL)))
                .put("Interval", INTERVAL.toSeconds());
    }

    private ObjectNode getSamplingStatisticSummaries(RequestBody request) {
        ObjectNode answer = RestJson.object();
        answer.set("SamplingStatisticSummaries", statistics.toJson());
        return answer;
    }

    private ObjectNode createSamplingRule(RequestBody request) {
        return answer(rules.create(request.requiredStructure("SamplingRule")));
    }

    private ObjectNode updateSamplingRule(RequestBody request) {
        return answer(rules.update(request.requiredStructure("SamplingRuleUpdate")));
    }

    private ObjectNode deleteSamplingRule(RequestBody request) {
        SamplingRule deleted = rules.delete(request);
        statistics.forget(deleted.name());
        return answer(deleted);
    }

    private static ObjectNode answer(SamplingRule rule) {
        ObjectNode answer = RestJson.object();
        answer.set("SamplingRuleRecord", rule.toRecord());
        return answer;
    }
}
