// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.raygate.local.xray.index.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.EncryptionType;
import software.amazon.awssdk.services.xray.model.GetSamplingTargetsResponse;
import software.amazon.awssdk.services.xray.model.Group;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.RuleLimitExceededException;
import software.amazon.awssdk.services.xray.model.SamplingBoostStatisticsDocument;
import software.amazon.awssdk.services.xray.model.SamplingRule;
import software.amazon.awssdk.services.xray.model.SamplingRuleRecord;
import software.amazon.awssdk.services.xray.model.SamplingStatisticsDocument;
import software.amazon.awssdk.services.xray.model.SamplingTargetDocument;
import software.amazon.awssdk.services.xray.model.XRayException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Sampling, groups and settings through the AWS SDK. */
class XRaySettingsTest extends XRayOverHttp {

    private static final Instant NOW = Instant.ofEpochSecond(Documents.EPOCH);
    private static final String CLIENT_A = "a".repeat(24);
    private static final String CLIENT_B = "b".repeat(24);

    XRaySettingsTest() {
        super(new FixedXRayConfig(1_000, 3, 2), NOW);
    }

    @Test
    void getSamplingRules_freshAccount_hasTheDefaultRule() {
        SamplingRule rule = rules().getFirst();
        assertThat(rule.ruleName()).isEqualTo("Default");
        assertThat(rule.ruleARN()).isEqualTo("arn:aws:xray:eu-west-1:123456789012:sampling-rule/Default");
        assertThat(rule.priority()).isEqualTo(10_000);
        assertThat(rule.fixedRate()).isEqualTo(0.05);
        assertThat(rule.reservoirSize()).isEqualTo(1);
        assertThat(rule.urlPath()).isEqualTo("*");
    }

    @Test
    void createSamplingRule_new_isListedByPriority() {
        create("slow", 20);
        create("fast", 10);
        assertThat(rules()).extracting(SamplingRule::ruleName).containsExactly("fast", "slow", "Default");
    }

    @Test
    void createSamplingRule_takenInvalidOrTooMany_isRefused() {
        create("one", 1);
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> create("one", 1));
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> create("zero", 0))
                .withMessageContaining("'samplingRule.priority' failed to satisfy constraint")
                .matches(e -> e.awsErrorDetails().errorCode().equals("ValidationException"));
        create("two", 2);
        assertThatExceptionOfType(RuleLimitExceededException.class).isThrownBy(() -> create("three", 3));
    }

    @Test
    void updateSamplingRule_someMembers_keepsTheOthers() {
        SamplingRule created = create("one", 1).samplingRule();
        SamplingRule updated = client.updateSamplingRule(b ->
                        b.samplingRuleUpdate(u -> u.ruleARN(created.ruleARN()).fixedRate(0.5)))
                .samplingRuleRecord()
                .samplingRule();
        assertThat(updated).isEqualTo(created.toBuilder().fixedRate(0.5).build());
    }

    @Test
    void updateSamplingRule_default_takesOnlyRates() {
        client.updateSamplingRule(b ->
                b.samplingRuleUpdate(u -> u.ruleName("Default").fixedRate(1.0).reservoirSize(50)));
        assertThat(rules().getFirst().reservoirSize()).isEqualTo(50);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.updateSamplingRule(
                        b -> b.samplingRuleUpdate(u -> u.ruleName("Default").host("x"))));
    }

    @Test
    void deleteSamplingRule_defaultOrUnknown_isRefused() {
        create("one", 1);
        assertThat(client.deleteSamplingRule(b -> b.ruleName("one"))
                        .samplingRuleRecord()
                        .samplingRule()
                        .ruleName())
                .isEqualTo("one");
        assertThat(rules()).hasSize(1);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.deleteSamplingRule(b -> b.ruleName("one")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.deleteSamplingRule(b -> b.ruleName("Default")));
    }

    @Test
    void getSamplingTargets_twoClients_shareTheReservoir() {
        create("one", 1);
        SamplingTargetDocument first = report("one", CLIENT_A);
        assertThat(first.reservoirQuota()).as("nothing for the first report").isNull();
        assertThat(first.reservoirQuotaTTL()).isNull();
        assertThat(first.interval()).isNull();
        assertThat(report("one", CLIENT_A).reservoirQuota()).isEqualTo(7);
        report("one", CLIENT_B);
        SamplingTargetDocument target = report("one", CLIENT_B);
        assertThat(target.reservoirQuota()).isEqualTo(3);
        assertThat(report("one", CLIENT_A).reservoirQuota()).isEqualTo(4);
        assertThat(target.fixedRate()).isEqualTo(0.1);
        assertThat(target.interval()).isEqualTo(10);
        assertThat(target.reservoirQuotaTTL()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void getSamplingTargets_anomalies_raiseTheRateForTwentySeconds() {
        client.createSamplingRule(b -> b.samplingRule(r -> r.ruleName("boosted")
                .priority(1)
                .fixedRate(0.05)
                .reservoirSize(1)
                .resourceARN("*")
                .serviceName("*")
                .serviceType("*")
                .host("*")
                .httpMethod("*")
                .urlPath("*")
                .version(1)
                .samplingRateBoost(boost -> boost.maxRate(0.5).cooldownWindowMinutes(10))));

        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            GetSamplingTargetsResponse answer = boost("boosted", 90);
            SamplingTargetDocument target = answer.samplingTargetDocuments().getFirst();
            rates.add(target.samplingBoost().boostRate());
            assertThat(target.samplingBoost().boostRateTTL()).isEqualTo(NOW.plusSeconds(20));
            assertThat(answer.unprocessedBoostStatistics()).isEmpty();
        }
        assertThat(rates).containsExactly(0.1, 0.1, 0.1, 0.13);
        assertThat(boost("boosted", 0).samplingTargetDocuments().getFirst().samplingBoost())
                .isNull();
        assertThat(boost("gone", 90).unprocessedBoostStatistics().getFirst().message())
                .isEqualTo("Unknown rule");
        assertThat(targets("Default", CLIENT_A).hasUnprocessedBoostStatistics()).isFalse();
    }

    @Test
    void updateSamplingRule_withoutBoost_removesIt() {
        create("one", 1);
        client.updateSamplingRule(b -> b.samplingRuleUpdate(u ->
                u.ruleName("one").samplingRateBoost(boost -> boost.maxRate(0.5).cooldownWindowMinutes(10))));
        assertThat(rules().getFirst().samplingRateBoost().maxRate()).isEqualTo(0.5);
        client.updateSamplingRule(
                b -> b.samplingRuleUpdate(u -> u.ruleName("one").fixedRate(0.2)));
        assertThat(rules().getFirst().samplingRateBoost()).isNull();
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> client.updateSamplingRule(b -> b.samplingRuleUpdate(u -> u.ruleName("one")
                        .samplingRateBoost(boost -> boost.maxRate(0.5).cooldownWindowMinutes(0)))))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
    }

    private GetSamplingTargetsResponse boost(String rule, int anomalies) {
        return client.getSamplingTargets(b -> b.samplingStatisticsDocuments(statistics("boosted", CLIENT_A))
                .samplingBoostStatisticsDocuments(SamplingBoostStatisticsDocument.builder()
                        .ruleName(rule)
                        .serviceName("shop")
                        .timestamp(NOW)
                        .totalCount(100)
                        .anomalyCount(anomalies)
                        .sampledAnomalyCount(anomalies)
                        .build()));
    }

    @Test
    void getSamplingTargets_unknownRule_isUnprocessed() {
        GetSamplingTargetsResponse answer = targets("gone", CLIENT_A);
        assertThat(answer.samplingTargetDocuments()).isEmpty();
        assertThat(answer.unprocessedStatistics().getFirst().ruleName()).isEqualTo("gone");
        assertThat(answer.unprocessedStatistics().getFirst().message()).isEqualTo("Unknown rule");
        assertThat(answer.lastRuleModification()).isEqualTo(NOW);
    }

    @Test
    void getSamplingStatisticSummaries_afterReports_sumsThem() {
        report("Default", CLIENT_A);
        report("Default", CLIENT_B);
        assertThat(client.getSamplingStatisticSummaries(b -> {}).samplingStatisticSummaries())
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.requestCount()).isEqualTo(200);
                    assertThat(summary.sampledCount()).isEqualTo(20);
                    assertThat(summary.borrowCount()).isEqualTo(2);
                });
    }

    @Test
    void groups_lifeCycle_keepsTheDefault() {
        Group created = client.createGroup(b -> b.groupName("faults")
                        .filterExpression("fault = true")
                        .insightsConfiguration(i -> i.insightsEnabled(true)))
                .group();
        assertThat(created.groupARN()).startsWith("arn:aws:xray:eu-west-1:123456789012:group/faults/");
        client.updateGroup(b -> b.groupARN(created.groupARN()).filterExpression("error = true"));
        Group updated = client.getGroup(b -> b.groupName("faults")).group();
        assertThat(updated)
                .isEqualTo(created.toBuilder().filterExpression("error = true").build());
        assertThat(client.getGroups(b -> {}).groups())
                .extracting(group -> group.groupName())
                .containsExactly("Default", "faults");
        client.deleteGroup(b -> b.groupName("faults"));
        assertThat(client.getGroups(b -> {}).groups()).hasSize(1);
    }

    @Test
    void updateSamplingRule_attributesOverTheBound_isRefused() {
        create("long", 1);

        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> client.updateSamplingRule(request -> request.samplingRuleUpdate(
                        rule -> rule.ruleName("long").attributes(Map.of("key", "x".repeat(4_000))))))
                .withMessageContaining("'samplingRuleUpdate.attributes.key.member'")
                .matches(e -> e.awsErrorDetails().errorCode().equals("ValidationException"));
    }

    @Test
    void groups_longExpression_isRefused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        client.createGroup(request -> request.groupName("g").filterExpression("x".repeat(2_001))));
    }

    @Test
    void groups_unknownTakenOrTooMany_areRefused() {
        List<Runnable> refused = List.of(
                () -> client.deleteGroup(b -> b.groupName("Default")),
                () -> client.getGroup(b -> b.groupName("gone")),
                () -> client.createGroup(b -> b.groupName("Default")),
                () -> client.createGroup(b -> b.groupName("third")));
        client.createGroup(b -> b.groupName("first"));
        client.createGroup(b -> b.groupName("second"));
        assertThat(refused)
                .allSatisfy(call ->
                        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(call::run));
    }

    @Test
    void getServiceGraph_groups_areChecked() {
        client.createGroup(b -> b.groupName("faults").filterExpression("fault"));
        for (String group : List.of("faults", "Default")) {
            assertThat(client.getServiceGraph(b -> b.startTime(NOW).endTime(NOW).groupName(group))
                            .services())
                    .isEmpty();
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.getServiceGraph(
                        b -> b.startTime(NOW).endTime(NOW).groupName("gone")))
                .withMessageContaining("Group not found.");
    }

    @Test
    void encryptionConfig_put_isKept() {
        assertThat(client.getEncryptionConfig(b -> {}).encryptionConfig().type())
                .isEqualTo(EncryptionType.NONE);
        client.putEncryptionConfig(b -> b.type(EncryptionType.KMS).keyId("alias/x"));
        assertThat(client.getEncryptionConfig(b -> {}).encryptionConfig().keyId())
                .isEqualTo("alias/x");
    }

    @Test
    void otherReads_freshAccount_answer() {
        assertThat(client.getTraceSegmentDestination(b -> {}).destinationAsString())
                .isEqualTo("XRay");
        assertThat(client.getIndexingRules(b -> {}).indexingRules()).hasSize(1);
        assertThat(client.getInsightSummaries(b -> b.startTime(NOW).endTime(NOW))
                        .insightSummaries())
                .isEmpty();
    }

    private List<SamplingRule> rules() {
        return client.getSamplingRules(b -> {}).samplingRuleRecords().stream()
                .map(SamplingRuleRecord::samplingRule)
                .toList();
    }

    private SamplingRuleRecord create(String name, int priority) {
        return client.createSamplingRule(b -> b.samplingRule(r -> r.ruleName(name)
                        .priority(priority)
                        .fixedRate(0.1)
                        .reservoirSize(7)
                        .resourceARN("*")
                        .serviceName("*")
                        .serviceType("*")
                        .host("*")
                        .httpMethod("*")
                        .urlPath("*")
                        .version(1)))
                .samplingRuleRecord();
    }

    private SamplingTargetDocument report(String rule, String clientId) {
        return targets(rule, clientId).samplingTargetDocuments().getFirst();
    }

    private GetSamplingTargetsResponse targets(String rule, String clientId) {
        return client.getSamplingTargets(b -> b.samplingStatisticsDocuments(statistics(rule, clientId)));
    }

    private static SamplingStatisticsDocument statistics(String rule, String clientId) {
        return SamplingStatisticsDocument.builder()
                .ruleName(rule)
                .clientID(clientId)
                .timestamp(NOW)
                .requestCount(100)
                .sampledCount(10)
                .borrowCount(1)
                .build();
    }
}
