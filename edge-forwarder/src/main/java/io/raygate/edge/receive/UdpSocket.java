// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/**
 * A bound, non-blocking UDP socket.
 *
 * @param address as configured, with the port that the system chose in place of 0
 * @param ordinal counts the sockets of an address, from 0
 * @param grantedBytes receive buffer that the kernel granted, in the unit in which it was asked for
 */
record UdpSocket(DatagramChannel channel, ListenAddress address, int ordinal, long grantedBytes) {

    /**
     * Binds; datagrams gather in the socket's buffer from here on.
     *
     * @param sharedPort whether several sockets share the port
     * @throws UncheckedIOException naming the address where it cannot be bound
     */
    static UdpSocket open(ListenAddress address, int ordinal, int bufferBytes, boolean sharedPort) {
        try {
            return bind(address, ordinal, bufferBytes, sharedPort);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "raygate.receive.addresses: cannot listen on UDP " + address + ": " + e.getMessage()
                            + "; stop what holds the port, or choose another address",
                    e);
        }
    }

    InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UdpSocket bind(ListenAddress address, int ordinal, int bufferBytes, boolean sharedPort)
            throws IOException {
        InetSocketAddress wanted = address.toSocketAddress();
        if (wanted.isUnresolved()) {
            throw new IOException("unknown host " + address.host());
        }
        DatagramChannel channel = open(address, wanted);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            if (sharedPort) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(wanted).configureBlocking(false);
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            return new UdpSocket(
                    channel,
                    new ListenAddress(address.host(), bound.getPort()),
                    ordinal,
                    channel.getOption(StandardSocketOptions.SO_RCVBUF));
        } catch (IOException | UnsupportedOperationException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException("no SO_REUSEPORT on this system", e);
        }
    }

    /** A socket for all addresses takes IPv4 as well, and IPv4 alone on a system without IPv6. */
    private static DatagramChannel open(ListenAddress address, InetSocketAddress wanted) throws IOException {
        boolean isForAll = address.host().isEmpty();
        boolean isIpv4 = wanted.getAddress() instanceof Inet4Address && !isForAll;
        try {
            return DatagramChannel.open(isIpv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            if (!isForAll) {
                throw new IOException("this system has no IPv6", e);
            }
            return DatagramChannel.open(StandardProtocolFamily.INET);
        }
    }
}
