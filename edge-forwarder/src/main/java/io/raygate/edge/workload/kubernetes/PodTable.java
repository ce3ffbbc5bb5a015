// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.block.Workload;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pods of this node and who has which address. Where two pods name one address, as they do between the start of the
 * new one and the news of the old one's end, the one that claimed it last has it; yet a pod that was told to stop stands
 * back behind one that was not. A pod that is stopping keeps its address until another one claims it: it still sends.
 *
 * <p>Bounded: pods beyond {@code maxPods} are ignored and counted. Not thread-safe.
 */
final class PodTable {

    private final int maxPods;
    private final Map<String, Claim> claims = new HashMap<>();
    private long lastOrder;
    private long refused;

    PodTable(int maxPods) {
        this.maxPods = maxPods;
    }

    /** These are all pods. Those that are new here claim their addresses in the order of their creation. */
    void replace(Collection<Pod> pods) {
        Set<String> uids = pods.stream().map(Pod::uid).collect(Collectors.toCollection(HashSet::new));
        claims.keySet().retainAll(uids);
        pods.stream().sorted(Comparator.comparing(Pod::created)).forEach(this::put);
    }

    /**
     * Whether there is room for a pod of a list; one without room is counted.
     *
     * @param listed pods of the list so far
     */
    boolean hasRoomFor(Pod pod, int listed) {
        if (listed < maxPods || claims.containsKey(pod.uid())) {
            return true;
        }
        refused++;
        return false;
    }

    /** A pod came or changed. */
    void put(Pod pod) {
        if (!pod.hasAddress()) {
            claims.remove(pod.uid());
            return;
        }
        Claim known = claims.get(pod.uid());
        if (known == null && claims.size() >= maxPods) {
            refused++;
            return;
        }
        long order = known != null && known.pod.addresses().equals(pod.addresses()) ? known.order : ++lastOrder;
        claims.put(pod.uid(), new Claim(pod, order, workloads(pod, known)));
    }

    /** A pod is gone. Another one that has taken over its address is not affected. */
    void remove(String uid) {
        claims.remove(uid);
    }

    int pods() {
        return claims.size();
    }

    /** Pods ignored because the table was full, each time they came. */
    long refused() {
        return refused;
    }

    /** Who has which address now. */
    Map<InetAddress, Workload> byAddress() {
        Map<InetAddress, Claim> holders = new HashMap<>();
        for (Claim claim : claims.values()) {
            for (InetAddress address : claim.pod.addresses()) {
                holders.merge(address, claim, Claim::stronger);
            }
        }
        Map<InetAddress, Workload> byAddress = new HashMap<>();
        holders.forEach((address, claim) -> byAddress.put(address, claim.workloads.get(address)));
        return Map.copyOf(byAddress);
    }

    /** Instances from before where nothing has changed: what asks for workloads compares by identity. */
    private static Map<InetAddress, Workload> workloads(Pod pod, @Nullable Claim known) {
        Map<InetAddress, Workload> workloads = new HashMap<>();
        for (InetAddress address : pod.addresses()) {
            Workload workload = pod.at(address);
            Workload before = known == null ? null : known.workloads.get(address);
            workloads.put(address, before != null && workload.equals(before) ? before : workload);
        }
        return workloads;
    }

    private record Claim(Pod pod, long order, Map<InetAddress, Workload> workloads) {

        Claim stronger(Claim other) {
            if (pod.terminating() != other.pod.terminating()) {
                return pod.terminating() ? other : this;
            }
            return order > other.order ? this : other;
        }
    }
}
