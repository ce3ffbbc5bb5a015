// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Parts that documents did not get, since they have no room for them. */
final class GivenUp {

    private final Map<PartKind, Integer> counts = new EnumMap<>(PartKind.class);

    void add(PartKind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        Map<String, Integer> named = new HashMap<>();
        counts.forEach((kind, count) -> named.put(kind.name(), count));
        return named;
    }
}
