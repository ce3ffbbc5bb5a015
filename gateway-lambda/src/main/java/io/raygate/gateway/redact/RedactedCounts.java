// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How many values were taken out, or changed, by action. */
final class RedactedCounts {

    private final Map<RedactionAction, Integer> counts = new EnumMap<>(RedactionAction.class);

    void add(RedactionAction action) {
        counts.merge(action, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        Map<String, Integer> named = new HashMap<>();
        counts.forEach((action, count) -> named.put(action.name(), count));
        return named;
    }
}
