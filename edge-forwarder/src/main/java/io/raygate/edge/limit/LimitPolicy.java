// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import io.raygate.block.Workload;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import io.raygate.edge.limit.LimitRule.Rate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The policy file:
 *
 * <pre>
 *   segmentsPerSecondPerNode: 2000     # all senders together
 *   burstSegments: 4000
 *   limits:                            # the first entry that matches a sender counts
 *     - {namespace: shop, workload: storefront, segmentsPerSecondPerNode: 500, keepTraces: 0.25}
 *     - {namespace: "*", segmentsPerSecondPerNode: 200}
 * </pre>
 *
 * @param node  of all senders together
 * @param rules the first that matches counts
 */
record LimitPolicy(Optional<Rate> node, List<LimitRule> rules) {

    private static final int MAX_RULES = 1_000;

    LimitPolicy {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a file's content.
     *
     * @throws IllegalArgumentException naming path, value and remedy
     */
    static LimitPolicy parse(byte[] content) {
        Node file = YamlFile.read(new String(content, StandardCharsets.UTF_8))
                .only(Set.of(Rate.PER_SECOND, Rate.BURST, "limits"));
        Optional<Rate> node = Rate.read(file);
        List<Node> entries =
                file.member("limits").map(limits -> limits.items(MAX_RULES)).orElse(List.of());
        List<LimitRule> rules = new ArrayList<>();
        for (Node entry : entries) {
            LimitRule rule = LimitRule.read(entry);
            requireReachable(entry, rule, rules);
            rules.add(rule);
        }
        return new LimitPolicy(node, rules);
    }

    /** Position of the entry that counts for a sender. */
    OptionalInt ruleFor(Workload sender) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(sender)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static void requireReachable(Node entry, LimitRule rule, List<LimitRule> before) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).covers(rule)) {
                throw entry.invalid("is never used, because /limits/" + i
                        + " matches the same senders first; move it up or remove it");
            }
        }
    }
}
