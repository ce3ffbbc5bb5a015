// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

/** Every reason for which a document that was received or replayed is given up. */
public enum DropReason {
    /** The spool was full: the oldest block made room for the newest. */
    SPOOL_FULL,
    /** A file of the spool's directory was damaged or gone when its turn came. */
    SPOOL_UNREADABLE,
    /** The process was told to stop, the stream did not take the block within the drain time, and no disk could. */
    SHUTDOWN
}
