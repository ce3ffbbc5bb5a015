// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

/** What an EC2 instance can say of itself. Parts that are not known are empty. */
record InstanceFacts(String region, String zone, String instanceId, String account) {

    static final InstanceFacts NONE = new InstanceFacts("", "", "", "");

    /** These where they are known, else the others. */
    InstanceFacts or(InstanceFacts others) {
        return new InstanceFacts(
                first(region, others.region),
                first(zone, others.zone),
                first(instanceId, others.instanceId),
                first(account, others.account));
    }

    /** True where nothing is left to ask for. */
    boolean areComplete() {
        return !region.isEmpty() && !zone.isEmpty() && !instanceId.isEmpty() && !account.isEmpty();
    }

    private static String first(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
