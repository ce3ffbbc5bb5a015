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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sampling rules, targets, boosts and statistics. */
public final class SamplingOperations {

    /** How often a client asks for targets: 10 s, as X-Ray's SDKs do. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** How long a quota is valid: as the service was seen to grant it. */
    static final Duration QUOTA_TTL = Duration.ofMinutes(5);

    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_SERVICE_LENGTH = 64;
    private static final int CLIENT_ID_LENGTH = 24;

    private final SamplingRules rules;
    private final SamplingClients clients;
    private final SamplingStatistics statistics = new SamplingStatistics();
    private final SamplingBoosts boosts = new SamplingBoosts();
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
        Map<String, SamplingBoosts.Boost> boosted = boosts(request, answer);
        for (RequestBody document : request.requiredStructures("SamplingStatisticsDocuments")) {
            String ruleName = document.requiredText("RuleName", MAX_NAME_LENGTH);
            rules.find(ruleName)
                    .ifPresentOrElse(
                            rule -> targets.add(target(rule, document, boosted)),
                            () -> addUnknown(unprocessed, ruleName));
        }
        return answer;
    }

    /** By rule, the highest where several services report; the answer has a list of its own for what was not processed. */
    private Map<String, SamplingBoosts.Boost> boosts(RequestBody request, ObjectNode answer) {
        Map<String, SamplingBoosts.Boost> boosted = new HashMap<>();
        List<RequestBody> documents =
                request.member("SamplingBoostStatisticsDocuments").isMissingNode()
                        ? List.of()
                        : request.requiredStructures("SamplingBoostStatisticsDocuments");
        if (documents.isEmpty()) {
            return boosted;
        }
        ArrayNode unprocessed = answer.putArray("UnprocessedBoostStatistics");
        for (RequestBody document : documents) {
            SamplingBoosts.Report report = new SamplingBoosts.Report(
                    document.requiredText("RuleName", MAX_NAME_LENGTH),
                    document.requiredText("ServiceName", MAX_SERVICE_LENGTH),
                    document.requiredInteger("TotalCount", 0, Integer.MAX_VALUE),
                    document.requiredInteger("AnomalyCount", 0, Integer.MAX_VALUE));
            Optional<SamplingRule> rule = rules.find(report.rule());
            if (rule.isEmpty()) {
                addUnknown(unprocessed, report.rule());
                continue;
            }
            rule.flatMap(SamplingRule::boostTerms)
                    .flatMap(terms -> boosts.report(report, terms, clock.instant()))
                    .ifPresent(boost -> boosted.merge(
                            report.rule(), boost, (one, other) -> one.rate() >= other.rate() ? one : other));
        }
        return boosted;
    }

    private static void addUnknown(ArrayNode unprocessed, String ruleName) {
        unprocessed
                .addObject()
                .put("RuleName", ruleName)
                .put("ErrorCode", "400")
                .put("Message", "Unknown rule");
    }

    private ObjectNode target(SamplingRule rule, RequestBody document, Map<String, SamplingBoosts.Boost> boosted) {
        String clientId = document.requiredText("ClientID", CLIENT_ID_LENGTH);
        Instant now = clock.instant();
        statistics.add(
                rule.name(),
                new Sums(
                        document.requiredInteger("RequestCount", 0, Integer.MAX_VALUE),
                        document.requiredInteger("SampledCount", 0, Integer.MAX_VALUE),
                        document.member("BorrowCount").asInt(),
                        now));
        ObjectNode target = RestJson.object().put("RuleName", rule.name()).put("FixedRate", rule.fixedRate());
        putQuota(target, clients.quota(rule.name(), clientId, rule.reservoirSize(), now), now);
        SamplingBoosts.Boost boost = boosted.get(rule.name());
        if (boost != null) {
            target.putObject("SamplingBoost")
                    .put("BoostRate", boost.rate())
                    .put("BoostRateTTL", RestJson.time(boost.end()));
        }
        return target;
    }

    /** A client's first report earns it nothing yet. */
    private static void putQuota(ObjectNode target, Optional<Integer> quota, Instant now) {
        if (quota.isEmpty()) {
            target.putNull("ReservoirQuota").putNull("ReservoirQuotaTTL").putNull("Interval");
            return;
        }
        target.put("ReservoirQuota", quota.get())
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
        SamplingRule updated = rules.update(request.requiredStructure("SamplingRuleUpdate"));
        if (updated.boostTerms().isEmpty()) {
            boosts.forget(updated.name());
        }
        return answer(updated);
    }

    private ObjectNode deleteSamplingRule(RequestBody request) {
        SamplingRule deleted = rules.delete(request);
        statistics.forget(deleted.name());
        boosts.forget(deleted.name());
        return answer(deleted);
    }

    private static ObjectNode answer(SamplingRule rule) {
        ObjectNode answer = RestJson.object();
        answer.set("SamplingRuleRecord", rule.toRecord());
        return answer;
    }
}
