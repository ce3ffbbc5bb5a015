// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.edge.workload.Workloads;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitPolicyTest {

    @Test
    void parse_everyKey_isInThePolicy() {
        LimitPolicy policy = parse("""
                segmentsPerSecondPerNode: 2000
                burstSegments: 4000
                limits:
                  - {namespace: shop, workload: storefront, segmentsPerSecondPerNode: 500, keepTraces: 0.25}
                  - {namespace: "*", keepTraces: 0}
                """);

        assertThat(policy.node()).contains(new LimitRule.Rate(2000, 4000));
        assertThat(policy.rules())
                .containsExactly(
                        new LimitRule(
                                "shop", Optional.of("storefront"), Optional.of(new LimitRule.Rate(500, 500)), 0.25),
                        new LimitRule("*", Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void ruleFor_firstMatch_counts() {
        LimitPolicy policy = parse("""
                limits:
                  - {namespace: shop, workload: storefront, keepTraces: 0.1}
                  - {namespace: shop, workload: "*", keepTraces: 0.2}
                  - {namespace: "", keepTraces: 0.3}
                  - {namespace: "*", keepTraces: 0.4}
                """);

        assertThat(policy.ruleFor(sender("shop", "storefront"))).hasValue(0);
        assertThat(policy.ruleFor(sender("shop", "checkout"))).hasValue(1);
        assertThat(policy.ruleFor(Workloads.UNKNOWN)).hasValue(2);
        assertThat(policy.ruleFor(sender("other", ""))).hasValue(3);
        assertThat(parse("{}").ruleFor(sender("shop", "storefront"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            segmentsPerSecondPerNode: fast | /segmentsPerSecondPerNode: "fast" is not a number from 0.001 to 1000000
            segmentsPerSecondPerNode: 0    | /segmentsPerSecondPerNode: 0 is not a number from 0.001 to 1000000
            burstSegments: 5               | /burstSegments: 5 means nothing without segmentsPerSecondPerNode; write both
            limit: []                      | /limit: is not known here; write burstSegments, limits, segmentsPerSecondPerNode
            limits: {a: b}                 | /limits: the object is not a list
            limits: [{keepTraces: 1}]      | /limits/0/namespace: is missing; write a namespace, * for each, or "" for unknown senders
            limits: [{namespace: a}]       | /limits/0: the object limits nothing; write segmentsPerSecondPerNode, keepTraces or both
            limits: [{namespace: a, keepTraces: 1.5}]                  | /limits/0/keepTraces: 1.5 is not a number from 0 to 1
            limits: [{namespace: a, keepTraces: NaN}]                  | /limits/0/keepTraces: "NaN" is not a number from 0 to 1
            limits: [{namespace: a, burstSegments: 2}]                 | /limits/0/burstSegments: 2 means nothing without segmentsPerSecondPerNode; write both
            limits: [{namespace: "*", keepTraces: 0}, {namespace: a, workload: b, keepTraces: 1}] | /limits/1: the object is never used, because /limits/0 matches the same senders first; move it up or remove it
            """)
    void parse_unusable_saysWhereAndWhat(String content, String message) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Workload sender(String namespace, String name) {
        return new Workload("10.0.0.1", namespace, "p", "", name, "", "", "", Map.of());
    }

    private static LimitPolicy parse(String content) {
        return LimitPolicy.parse(content.getBytes(UTF_8));
    }
}
