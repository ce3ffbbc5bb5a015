// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.Role;
import io.raygate.gateway.decode.TenantId;
import java.util.Optional;

/**
 * The destination of a tenant's documents.
 *
 * @param weight part among the tenants that contend for the same X-Ray, 1 to {@value #MAX_WEIGHT}
 * @param share  what the tenant's processes together send at most, of each API; empty: what the account's ceiling lets each send
 */
public record Destination(TenantId tenant, Target target, int weight, Optional<Share> share) {

    /** Largest weight. */
    public static final int MAX_WEIGHT = 100;

    public Destination {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("weight: " + weight + " is out of range; write 1 to " + MAX_WEIGHT);
        }
    }

    /** Without a share. */
    public Destination(TenantId tenant, Target target, int weight) {
        this(tenant, target, weight, Optional.empty());
    }

    /** The function's own X-Ray, with the smallest weight. */
    public static Destination own(TenantId tenant) {
        return new Destination(tenant, Target.OWN, 1);
    }

    /** The OTLP endpoint of the same X-Ray. */
    public Destination ofSpans() {
        return new Destination(tenant, target.ofSpans(), weight, share);
    }

    /** The role that the target names; its session tells the tenant to CloudTrail in the target's account. */
    Role role() {
        return new Role(target.roleArn(), target.externalId(), "raygate-" + tenant.value());
    }
}
