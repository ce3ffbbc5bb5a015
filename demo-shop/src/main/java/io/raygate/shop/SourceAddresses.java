// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loopback addresses that stand for pods, one a service.
 *
 * @param distinct false where the platform has only 127.0.0.1, which all of them share then
 */
record SourceAddresses(List<InetAddress> addresses, boolean distinct) {

    private static final int FIRST_LAST_OCTET = 2;

    SourceAddresses {
        addresses = List.copyOf(addresses);
    }

    /** 127.0.0.2 and on, where they can be bound: all of 127.0.0.0/8 on Linux and Windows, one address on macOS. */
    static SourceAddresses find(int count) {
        List<InetAddress> wanted = IntStream.range(0, count)
                .mapToObj(i -> loopback(FIRST_LAST_OCTET + i))
                .toList();
        if (wanted.stream().allMatch(SourceAddresses::canBind)) {
            return new SourceAddresses(wanted, true);
        }
        return new SourceAddresses(
                IntStream.range(0, count).mapToObj(i -> loopback(1)).toList(), false);
    }

    private static boolean canBind(InetAddress address) {
        try (var socket = new DatagramSocket(0, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback(int lastOctet) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastOctet});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("lastOctet=" + lastOctet, e);
        }
    }
}
