// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant may redact more than the platform, never less. */
final class RedactionRules {

    /** From what takes least away to what takes most. */
    private static final List<String> BY_STRENGTH = List.of("truncate", "hash", "drop");

    private RedactionRules() {}

    static void check(ContractFile tenant, Collection<ContractFile> environments, List<FileViolation> found) {
        Map<String, String> platform = new HashMap<>();
        for (ContractFile environment : environments) {
            for (Node rule : environment.items("environment", "redaction")) {
                platform.merge(path(rule), action(rule), RedactionRules::stronger);
            }
        }
        check(tenant, tenant.items("spec", "redaction"), platform, found);
        for (String environment : tenant.names("spec", "environments")) {
            check(tenant, tenant.items("spec", "environments", environment, "redaction"), platform, found);
        }
    }

    private static void check(
            ContractFile tenant, List<Node> rules, Map<String, String> platform, List<FileViolation> found) {
        for (Node rule : rules) {
            String demanded = platform.get(path(rule));
            if (demanded != null && BY_STRENGTH.indexOf(action(rule)) < BY_STRENGTH.indexOf(demanded)) {
                String message = action(rule) + " of " + path(rule) + " is weaker than the platform's " + demanded
                        + "; remove the rule, the platform's stands";
                found.add(new FileViolation(tenant.path(), rule.path() + "/action", "redaction", message));
            }
        }
    }

    private static String stronger(String one, String other) {
        return BY_STRENGTH.indexOf(one) > BY_STRENGTH.indexOf(other) ? one : other;
    }

    private static String path(Node rule) {
        return ContractFile.text(rule, "path");
    }

    private static String action(Node rule) {
        return ContractFile.text(rule, "action");
    }
}
