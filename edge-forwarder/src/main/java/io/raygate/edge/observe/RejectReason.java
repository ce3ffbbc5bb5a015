// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

/** Every reason for which a datagram is refused at the socket. */
public enum RejectReason {
    /** A datagram of no bytes. */
    EMPTY_DATAGRAM,
    /** Longer than the largest datagram of UDP; the kernel has cut it. */
    TRUNCATED_DATAGRAM,
    /** No line feed, or nothing behind the first one. */
    MISSING_HEADER_OR_DOCUMENT,
    /** The line before the line feed is not a header of format json, version 1. */
    INVALID_HEADER
}
