// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import java.util.Optional;

/**
 * Where a tenant's documents are sent.
 *
 * @param region     empty: the gateway's own
 * @param roleArn    role to take on; empty: the gateway's own
 * @param externalId what the role asks for, if anything
 */
public record XRayTarget(Optional<String> region, Optional<String> roleArn, Optional<String> externalId) {

    /** The gateway's own account and region. */
    public static final XRayTarget OWN = new XRayTarget(Optional.empty(), Optional.empty(), Optional.empty());
}
