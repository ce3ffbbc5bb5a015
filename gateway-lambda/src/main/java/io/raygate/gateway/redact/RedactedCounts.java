// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.HashMap;
import java.util.Map;

/** How many values were taken out, or changed, by action; and what was withheld since redaction cannot read it. */
final class RedactedCounts {

    private static final String WITHHOLD = "WITHHOLD";

    private int dropped;
    private int hashed;
    private int truncated;
    private int withheld;

    void add(RedactionAction action) {
        switch (action) {
            case DROP -> dropped++;
            case HASH -> hashed++;
            case TRUNCATE -> truncated++;
        }
    }

    void addWithheld() {
        withheld++;
    }

    /** Without what did not happen. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>(Map.of(
                RedactionAction.DROP.name(),
                dropped,
                RedactionAction.HASH.name(),
                hashed,
                RedactionAction.TRUNCATE.name(),
                truncated,
                WITHHOLD,
                withheld));
        counts.values().removeIf(count -> count == 0);
        return Map.copyOf(counts);
    }
}
