// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.read.Node;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.redact.Redaction;
import io.raygate.gateway.redact.RedactionAction;
import io.raygate.gateway.redact.RedactionPath;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is to be taken out of documents, and what becomes of those it cannot be taken out of. Stateless.
 *
 * @param platform rules that every tenant has, whatever it writes
 * @param unreadable what the platform wants, where it has rules
 * @param hasKey   whether rules may hash
 */
record RedactionReader(List<RedactionRule> platform, Unreadable unreadable, boolean hasKey) {

    private static final int MAX_RULES = 100;

    /** What a policy says; {@code enrichment} is the same policy's. */
    RedactionPolicy read(Node from, EnrichmentPolicy enrichment) {
        Optional<Node> written = from.member("redaction");
        Redaction rules = compiled(written.orElse(from), rules(written));
        return new RedactionPolicy(rules, leaving(from, rules, enrichment), withholds(from, rules));
    }

    /** Where the tenant does not say, its own rules do; the platform has the last word. */
    private boolean withholds(Node from, Redaction rules) {
        boolean hasOwnRules = rules.rules().size() > platform.size();
        boolean tenant = from.member("quarantine")
                .map(node -> node.only(Set.of("unreadable")))
                .flatMap(node -> node.member("unreadable"))
                .map(node -> PolicyReader.constant(node, Unreadable.values()))
                .map(Unreadable.WITHHOLD::equals)
                .orElse(hasOwnRules);
        return tenant || (unreadable == Unreadable.WITHHOLD && !platform.isEmpty());
    }

    private static Redaction leaving(Node from, Redaction redaction, EnrichmentPolicy enrichment) {
        List<RedactionRule> rules = new ArrayList<>(redaction.rules());
        for (List<String> names : enrichment.ownPaths()) {
            rules.add(new RedactionRule(new RedactionPath(names), RedactionAction.DROP, 0));
        }
        return rules.size() == redaction.rules().size() ? redaction : compiled(from, rules);
    }

    private static Redaction compiled(Node node, List<RedactionRule> rules) {
        try {
            return Redaction.compile(rules);
        } catch (IllegalArgumentException e) {
            throw node.invalid(String.valueOf(e.getMessage()));
        }
    }

    private List<RedactionRule> rules(Optional<Node> node) {
        List<RedactionRule> rules = new ArrayList<>(platform);
        List<Node> items = node.map(Node::items).orElse(List.of());
        if (items.size() > MAX_RULES) {
            throw node.orElseThrow().invalid("has " + items.size() + " rules; write at most " + MAX_RULES);
        }
        items.forEach(item -> rules.add(rule(item)));
        return rules;
    }

    private RedactionRule rule(Node node) {
        node.only(Set.of("path", "action", "length"));
        RedactionAction action = PolicyReader.constant(node.required("action"), RedactionAction.values());
        if (action == RedactionAction.HASH && !hasKey) {
            throw node.required("action")
                    .invalid("needs a key; set raygate.redact.hash-key-parameter or hash-key-file");
        }
        int length = node.member("length")
                .map(present -> present.integer(0, TenantPolicy.MAX_DOCUMENT_BYTES))
                .orElse(RedactionRule.DEFAULT_LENGTH);
        Node path = node.required("path");
        try {
            return new RedactionRule(RedactionPath.parse(path.text()), action, length);
        } catch (IllegalArgumentException e) {
            throw path.invalid(String.valueOf(e.getMessage()));
        }
    }
}
