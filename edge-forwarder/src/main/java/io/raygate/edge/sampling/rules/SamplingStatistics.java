// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.rules;

import io.raygate.contract.read.Node;

/**
 * What a client reports of one rule (SamplingStatisticsDocument of GetSamplingTargets, xray 2016-04-12, read 2026-11-22).
 *
 * @param requests that matched the rule
 * @param borrowed of them, sampled before the client had a quota
 */
record SamplingStatistics(String ruleName, String clientId, long requests, long borrowed) {

    private static final int MAX_NAME_LENGTH = 32;
    private static final int MAX_CLIENT_ID_LENGTH = 24;

    /** Requests for which the client would have used its quota. */
    long demand() {
        return Math.max(requests, borrowed);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException with one line that names the place and the problem
     */
    static SamplingStatistics of(Node document) {
        return new SamplingStatistics(
                document.required("RuleName").text(MAX_NAME_LENGTH),
                document.required("ClientID").text(MAX_CLIENT_ID_LENGTH),
                document.required("RequestCount").integer(0, Integer.MAX_VALUE),
                document.member("BorrowCount")
                        .map(count -> count.integer(0, Integer.MAX_VALUE))
                        .orElse(0));
    }
}
