// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

/** When the operating system is made to put files on the disk. A killed process loses nothing in any case. */
enum FsyncPolicy {
    /** Never: a node that loses power loses what the system had not written yet, some 30 s on Linux. */
    NONE,
    /** Before a block counts as spooled: a node that loses power loses no spooled block. */
    BLOCK,
    /** All files since the last time, at intervals: a node that loses power loses at most one interval. */
    INTERVAL
}
