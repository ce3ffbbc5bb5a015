// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.util.Map;

/**
 * The kinds of the charts. Which fields each controller reads back was read in {@code delta.go} and {@code sdkFind} of the versions
 * that {@code gitops/argocd/appset-controllers.yaml} pins: ADR 032.
 */
final class AckKinds {

    private static final Map<String, AckKind> KINDS = Map.ofEntries(
            Map.entry("Stream", new AckStream()),
            Map.entry("Function", new AckFunction()),
            Map.entry("EventSourceMapping", new AckMapping()),
            Map.entry("Role", new AckRole()),
            Map.entry("Queue", new AckQueue()),
            Map.entry("PodIdentityAssociation", new AckAssociation()),
            Map.entry("Parameter", AckNamed.PARAMETER),
            Map.entry("Key", new AckKey()),
            Map.entry("Alias", AckNamed.ALIAS),
            Map.entry("LogGroup", AckNamed.LOG_GROUP),
            Map.entry("MetricAlarm", AckNamed.ALARM),
            Map.entry("Dashboard", AckNamed.DASHBOARD),
            Map.entry("Workspace", new AckWorkspace()),
            Map.entry("RuleGroupsNamespace", new AckRules()));

    private AckKinds() {}

    static boolean knows(String kind) {
        return KINDS.containsKey(kind);
    }

    static AckKind of(String kind) {
        AckKind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("kind=" + kind + " is of no controller that is stood in for");
        }
        return known;
    }
}
