// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.intake;

import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.Signer;
import java.util.Map;
import java.util.TreeMap;

/** Calls of one operation by the account and the region that they were signed for. Thread-safe. */
public final class CallsByTarget {

    private static final int MAX_TARGETS = 100;

    private final AwsAccount account;
    private final Map<String, Long> calls = new TreeMap<>();

    public CallsByTarget(AwsAccount account) {
        this.account = account;
    }

    public synchronized void count(AwsRequest request) {
        Signer signer = Signer.of(request);
        String target = signer.accountId().orElse(account.accountId()) + "/" + signer.region();
        if (calls.containsKey(target) || calls.size() < MAX_TARGETS) {
            calls.merge(target, 1L, Long::sum);
        }
    }

    /** By {@code account/region}. */
    public synchronized Map<String, Long> status() {
        return Map.copyOf(calls);
    }
}
