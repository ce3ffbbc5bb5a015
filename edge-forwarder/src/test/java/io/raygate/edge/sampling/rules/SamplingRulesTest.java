// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingRulesTest {

    private static final Instant EARLY = Instant.parse("2026-11-22T10:00:00.200Z");
    private static final Instant LATE = EARLY.plusSeconds(100);
    private static final SamplingRule STAYS = SamplingRule.defaultRule(0.1, 5);

    @Test
    void lastModification_isRoundedUp() {
        assertThat(SamplingRules.of(List.of(STAYS), EARLY).lastModification()).isEqualTo(EARLY.getEpochSecond() + 1);
    }

    @Test
    void changedTo_oneOfTwoRulesChanged_onlyItsTimeMoves() {
        SamplingRules before = SamplingRules.of(List.of(STAYS, rule("changes", 7, 0.1)), EARLY);

        SamplingRules after = before.changedTo(List.of(STAYS, rule("changes", 7, 0.2)), LATE);

        assertThat(after.lastModification()).isEqualTo(LATE.getEpochSecond() + 1);
        assertThat(record(after, 0).getLong("CreatedAt")).isEqualTo(EARLY.getEpochSecond() + 1);
        assertThat(record(after, 0).getLong("ModifiedAt")).isEqualTo(LATE.getEpochSecond() + 1);
        assertThat(record(after, 1)).isEqualTo(record(before, 1));
    }

    @Test
    void toAnswer_anyOrderInTheFile_isByPriority() {
        SamplingRules rules = SamplingRules.of(List.of(STAYS, rule("b", 20, 0), rule("a", 3, 0)), EARLY);

        assertThat(List.of(name(rules, 0), name(rules, 1), name(rules, 2))).containsExactly("a", "b", "Default");
    }

    private static SamplingRule rule(String name, int priority, double rate) {
        return new SamplingRule(name, STAYS.arn(), priority, rate, 1, SamplingRule.Matching.ANY, STAYS.attributes());
    }

    private static String name(SamplingRules rules, int index) {
        return record(rules, index).getJsonObject("SamplingRule").getString("RuleName");
    }

    private static JsonObject record(SamplingRules rules, int index) {
        return new JsonObject(Buffer.buffer(rules.toAnswer()))
                .getJsonArray("SamplingRuleRecords")
                .getJsonObject(index);
    }
}
