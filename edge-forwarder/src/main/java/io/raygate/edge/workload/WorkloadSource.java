// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

/** Where the forwarder learns which workload has which address. */
public enum WorkloadSource {
    /** From the Kubernetes API: a watch on the pods of this node. */
    KUBERNETES,
    /** From a file. */
    FILE,
    /** Nowhere: senders are known by their address alone. */
    NONE
}
