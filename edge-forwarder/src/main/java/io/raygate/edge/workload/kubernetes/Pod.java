// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.block.Workload;
import io.raygate.edge.workload.EntrySize;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What of a pod matters here. Texts are empty where unknown.
 *
 * @param created     when the object was created, to the second
 * @param addresses   {@code status.podIPs}, both of a dual-stack pod
 * @param ended       its phase is Succeeded or Failed: nothing of it runs any more
 * @param terminating it was told to stop, and may still send while it does
 * @param owner       name of the workload that it belongs to: {@link Owner}
 * @param container   name of its container where it has just one
 * @param labels      those that configuration chooses
 */
record Pod(
        String uid,
        String namespace,
        String name,
        Instant created,
        List<InetAddress> addresses,
        boolean hostNetwork,
        boolean ended,
        boolean terminating,
        String owner,
        String container,
        String containerId,
        String image,
        Map<String, String> labels) {

    Pod {
        addresses = List.copyOf(addresses);
        labels = Map.copyOf(labels);
    }

    /**
     * False where nothing that comes from its addresses can be put down to it: pods on the host's network share the
     * node's address, and an ended pod has given up its own.
     */
    boolean hasAddress() {
        return !hostNetwork && !ended && !addresses.isEmpty();
    }

    /** The sender at one of its addresses; without labels and image where these would take too much of a block. */
    Workload at(InetAddress address) {
        Workload workload = workload(address, image, labels);
        return EntrySize.bytes(workload) <= EntrySize.MAX_BYTES ? workload : workload(address, "", Map.of());
    }

    private Workload workload(InetAddress address, String itsImage, Map<String, String> itsLabels) {
        return new Workload(
                address.getHostAddress(), namespace, name, uid, owner, container, containerId, itsImage, itsLabels);
    }
}
