// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

/**
 * The account and region of an X-Ray.
 *
 * @param region     empty for the function's own
 * @param roleArn    role to assume; empty for the function's own account
 * @param externalId that the role's trust policy asks for; empty for none
 */
public record Target(String region, String roleArn, String externalId) {

    /** The function's own account and region. */
    public static final Target OWN = new Target("", "", "");

    public Target {
        if (roleArn.isEmpty() && !externalId.isEmpty()) {
            throw new IllegalArgumentException("an external id needs a role: externalId=" + externalId);
        }
    }
}
