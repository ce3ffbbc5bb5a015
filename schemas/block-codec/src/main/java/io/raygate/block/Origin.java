// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * Where blocks are made, as the forwarder says of itself: never proof of anything. Unknown parts are empty.
 *
 * @param account          AWS account of the node, 12 digits
 * @param node             Kubernetes node name
 * @param zone             availability zone, for example {@code eu-west-1a}
 * @param instanceId       EC2 instance id
 * @param forwarderVersion version of the program that made the block
 * @param producerId       random, one for each forwarder process; with the sequence it proves that no block is missing
 * @param claim            the tenant, where the origin is signed
 */
public record Origin(
        String cluster,
        String region,
        String account,
        String node,
        String zone,
        String instanceId,
        String forwarderVersion,
        long producerId,
        TenantClaim claim) {

    /** An origin that is not signed. */
    public Origin(
            String cluster,
            String region,
            String account,
            String node,
            String zone,
            String instanceId,
            String forwarderVersion,
            long producerId) {
        this(cluster, region, account, node, zone, instanceId, forwarderVersion, producerId, TenantClaim.NONE);
    }

    /** An origin of which only the producer is known. */
    public static Origin unknown(long producerId) {
        return new Origin("", "", "", "", "", "", "", producerId);
    }

    /** The same origin with another claim. */
    public Origin withClaim(TenantClaim newClaim) {
        return new Origin(cluster, region, account, node, zone, instanceId, forwarderVersion, producerId, newClaim);
    }
}
