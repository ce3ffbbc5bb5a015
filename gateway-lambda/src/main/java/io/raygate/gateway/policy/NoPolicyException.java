// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;

/**
 * There is no policy to work by, or where it sends to is closed. Nothing is sent by guesswork: the documents are held where they can be sent again, or
 * come again.
 */
public final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is none; the reason of held documents and of the metric {@code PolicyProblems}. */
    public enum Lack {
        /** The source knows no such tenant. */
        POLICY_UNKNOWN,
        /** There is one that cannot be used. */
        POLICY_INVALID,
        /** The source does not answer. */
        POLICY_UNREACHABLE,
        /** The policy hashes, and the platform's key cannot be read. */
        HASH_KEY_UNREADABLE,
        /** The policy names a role that does not let this gateway in, or not put. */
        TARGET_DENIED
    }

    private final Lack lack;
    private final boolean ofTenant;

    NoPolicyException(Lack lack, boolean ofTenant, String message) {
        super(message);
        this.lack = lack;
        this.ofTenant = ofTenant;
    }

    /** The role that the policy names does not take the tenant's documents. */
    public static NoPolicyException denied(TenantId tenant, String roleArn, String code) {
        return new NoPolicyException(
                Lack.TARGET_DENIED,
                true,
                "target of tenant " + tenant.value() + ": roleArn=" + roleArn + ", code=" + code
                        + "; let the role trust the gateway with the policy's external id, and allow xray:PutTraceSegments");
    }

    /** Why there is none. */
    public Lack lack() {
        return lack;
    }

    /** Whether that is wrong with this tenant alone. Otherwise it is the platform's trouble, and passes for all at once. */
    public boolean isOfTenant() {
        return ofTenant;
    }
}
