// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

/**
 * An API of the X-Ray of an account and region.
 *
 * @param region     empty for the function's own
 * @param roleArn    role to assume; empty for the function's own account
 * @param externalId that the role's trust policy asks for; empty for none
 */
public record Target(String region, String roleArn, String externalId, Api api) {

    /** What is called. */
    public enum Api {
        /** Takes segments. */
        PUT_TRACE_SEGMENTS,
        /** Takes OpenTelemetry spans. */
        OTLP
    }

    /** The function's own account and region. */
    public static final Target OWN = new Target("", "", "");

    /** An X-Ray that takes segments. */
    public Target(String region, String roleArn, String externalId) {
        this(region, roleArn, externalId, Api.PUT_TRACE_SEGMENTS);
    }

    /** The OTLP endpoint of the same X-Ray. */
    public Target ofSpans() {
        return new Target(region, roleArn, externalId, Api.OTLP);
    }

    public Target {
        if (roleArn.isEmpty() && !externalId.isEmpty()) {
            throw new IllegalArgumentException("an external id needs a role: externalId=" + externalId);
        }
    }
}
