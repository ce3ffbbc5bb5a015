// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

/** How datagrams are taken off the socket. */
public enum ReceiveMethod {
    /** {@code recvmmsg} where it works, else the channel; the log says which and why. */
    AUTO,
    /** {@code recvmmsg} or no start. */
    RECVMMSG,
    /** {@link java.nio.channels.DatagramChannel}, everywhere. */
    CHANNEL
}
