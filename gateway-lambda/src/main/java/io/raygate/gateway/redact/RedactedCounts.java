// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.HashMap;
import java.util.Map;

/** How many values were taken out, or changed, by action; and what was withheld since redaction cannot read it. */
final class RedactedCounts {

    private static final String WITHHOLD = "WITHHOLD";

    private final Map<String, Integer> counts = new HashMap<>();

    void add(RedactionAction action) {
        counts.merge(action.name(), 1, Integer::sum);
    }

    void addWithheld() {
        counts.merge(WITHHOLD, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }
}
