// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.submit.Denial;

/**
 * There is no usable policy, or its target denies the gateway. Nothing is sent by guesswork: the documents are held where they
 * can be sent again, or come again.
 */
public final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is none: the reason of held documents and of the metric {@code PolicyProblems}. */
    public enum Lack {
        /** The source knows no such tenant. */
        POLICY_UNKNOWN,
        /** The policy is not valid. */
        POLICY_INVALID,
        /** The source does not answer. */
        POLICY_UNREACHABLE,
        /** The policy hashes, and the platform's key cannot be read. */
        HASH_KEY_UNREADABLE,
        /** The policy names a role that does not trust this gateway or may not put, or an account without Transaction Search. */
        TARGET_DENIED
    }

    private final Lack lack;
    private final boolean ofTenant;

    NoPolicyException(Lack lack, boolean ofTenant, String message) {
        super(message);
        this.lack = lack;
        this.ofTenant = ofTenant;
    }

    /** The account that the policy names takes nothing from the gateway. */
    public static NoPolicyException denied(TenantId tenant, String roleArn, Denial denial) {
        return new NoPolicyException(
                Lack.TARGET_DENIED,
                true,
                "target of tenant " + tenant.value() + ": roleArn=" + roleArn + ", code=" + denial.code() + "; "
                        + denial.remedy());
    }

    /** Why there is none. */
    public Lack lack() {
        return lack;
    }

    /** Whether it is a problem of this tenant alone. Otherwise it is the platform's, and ends for all at once. */
    public boolean isOfTenant() {
        return ofTenant;
    }
}
