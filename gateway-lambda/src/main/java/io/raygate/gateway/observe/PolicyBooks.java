// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.prepare.PreparedEvent;
import java.util.Map;

/**
 * What the tenant's policy did in one invocation.
 *
 * @param enriched documents to which something was added
 * @param redacted values taken out or changed, by action
 * @param givenUp  parts that documents did not get for want of room
 * @param problems readings of policies that failed, by kind
 */
public record PolicyBooks(
        TenantId tenant,
        int enriched,
        Map<String, Integer> redacted,
        Map<String, Integer> givenUp,
        Map<String, Integer> problems) {

    public PolicyBooks {
        redacted = Map.copyOf(redacted);
        givenUp = Map.copyOf(givenUp);
        problems = Map.copyOf(problems);
    }

    /** The books of an invocation whose documents are prepared. */
    public static PolicyBooks of(TenantId tenant, PreparedEvent prepared, Map<String, Integer> problems) {
        return new PolicyBooks(
                tenant,
                prepared.enriched().enriched(),
                prepared.redacted().redacted(),
                prepared.enriched().givenUp(),
                problems);
    }
}
