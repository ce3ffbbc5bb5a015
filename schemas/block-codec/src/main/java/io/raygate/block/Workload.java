// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.util.Map;

/**
 * The sender of documents. Unknown parts are empty.
 *
 * @param address     source address as text, IPv4 or IPv6, without port
 * @param pod         pod name
 * @param podUid      pod uid
 * @param name        owner of the pod, for example the Deployment's name
 * @param container   container name where the pod has just one
 * @param containerId without the runtime's prefix
 * @param image       image reference as the pod names it
 * @param labels      the pod labels that the configuration chooses
 */
public record Workload(
        String address,
        String namespace,
        String pod,
        String podUid,
        String name,
        String container,
        String containerId,
        String image,
        Map<String, String> labels) {

    public Workload {
        labels = Map.copyOf(labels);
    }

    /** A workload of which only the source address is known. */
    public static Workload ofAddress(String address) {
        return new Workload(address, "", "", "", "", "", "", "", Map.of());
    }
}
