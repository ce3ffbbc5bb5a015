// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

/** Every reason for which a document that was received or replayed is given up. */
public enum DropReason {
    /** Its trace is not in the share of traces that the policy keeps of its namespace or workload. */
    THINNED,
    /** Its namespace or workload sent more in a second than the policy takes. */
    RATE_LIMITED,
    /** All senders of this node together sent more in a second than the policy takes. */
    NODE_RATE_LIMITED,
    /** Spans of a trace that was not sampled, sent for metrics alone; {@code raygate.otlp.unsampled} is {@code drop}. */
    UNSAMPLED,
    /** It is of no team, in a cluster that teams share; {@code raygate.tenants.others} is {@code drop}. */
    NO_TENANT,
    /** The spool was full: the oldest block made room for the newest. */
    SPOOL_FULL,
    /** A file of the spool's directory was damaged or gone when its turn came. */
    SPOOL_UNREADABLE,
    /** Its block was set aside: larger than any stream takes, or refused by a stream that takes others. */
    UNSENDABLE,
    /**
     * The process was told to stop, the stream did not take the block within the drain time, and no disk could; or it came
     * to a socket that was bound again at the start, while {@code raygate.receive.start-memory} was full.
     */
    SHUTDOWN
}
