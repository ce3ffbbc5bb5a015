// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

/** Why a watch, or the list before it, has ended. */
enum WatchEnd {
    /** As agreed: the API server ended it. */
    TIMEOUT,
    /** The connection broke off, fell silent, or was not made. */
    DROPPED,
    /** The API server no longer keeps the history from which the watch was to go on. */
    EXPIRED,
    /** The API server said no, for example since the service account may not watch pods. */
    REFUSED,
    /** What came was not what the Kubernetes API sends. */
    GARBLED
}
