// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.block.Workload;
import java.net.InetAddress;

/**
 * The workloads behind source addresses, as they are known now. Asked by the receiving threads for every document: an
 * answer never blocks, costs one hash look-up and allocates nothing. Thread-safe.
 */
@FunctionalInterface
public interface Workloads {

    /** Stands for every sender of which nothing is known. */
    Workload UNKNOWN = Workload.ofAddress("");

    /**
     * Stands for the sender of documents which another program passes on, such as an OpenTelemetry Collector: the address
     * is that program's and says nothing of the pod that made them. Blocks carry no entry for it.
     */
    Workload RELAYED = Workload.ofAddress("");

    /** For documents that are passed on: whatever the address, nobody's pod. */
    Workloads OF_RELAYED_DOCUMENTS = _ -> RELAYED;

    /**
     * The workload behind an address, or {@link #UNKNOWN}. The same instance comes back until something about the
     * workload changes, so answers may be compared by identity.
     */
    Workload at(InetAddress source);
}
