// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.quarkus.runtime.configuration.MemorySize;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the forwarder listens for datagrams.
 *
 * @param socketsPerAddress sockets that share each address
 * @param bufferBytes receive buffer asked for
 */
record Listening(List<ListenAddress> addresses, int socketsPerAddress, int bufferBytes) {

    /** As {@link ReceiveConfig} declares it. */
    private static final int MAX_SOCKETS_PER_ADDRESS = 64;

    private static final int MIN_BUFFER_BYTES = 1 << 10;
    private static final int MAX_BUFFER_BYTES = 1 << 30;

    /** @throws IllegalArgumentException where a value is out of range, which {@link ReceiveConfig} reports in full */
    Listening {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "raygate.receive.addresses: there is no address; write host:port, [IPv6]:port or :port");
        }
        boolean isInRange = socketsPerAddress >= 1
                && socketsPerAddress <= MAX_SOCKETS_PER_ADDRESS
                && bufferBytes >= MIN_BUFFER_BYTES
                && bufferBytes <= MAX_BUFFER_BYTES;
        if (!isInRange) {
            throw new IllegalArgumentException("raygate.receive: socketsPerAddress=" + socketsPerAddress
                    + ", bufferBytes=" + bufferBytes + " is out of range");
        }
    }

    /** @throws IllegalArgumentException naming the key and the value that cannot be read */
    static Listening of(List<String> addresses, int socketsPerAddress, long bufferBytes) {
        List<ListenAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(ListenAddress.parse(address));
        }
        return new Listening(parsed, socketsPerAddress, (int) Math.min(bufferBytes, Integer.MAX_VALUE));
    }

    static Listening of(ReceiveConfig config) {
        MemorySize buffer = config.socketBuffer();
        return of(config.addresses(), config.socketsPerAddress(), buffer.asLongValue());
    }

    /**
     * Binds every address, or none.
     *
     * @throws UncheckedIOException naming the address that cannot be bound
     */
    List<UdpSocket> open() {
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            for (ListenAddress configured : addresses) {
                ListenAddress address = configured;
                for (int ordinal = 0; ordinal < socketsPerAddress; ordinal++) {
                    UdpSocket socket = UdpSocket.open(address, ordinal, bufferBytes, socketsPerAddress > 1);
                    sockets.add(socket);
                    address = socket.address(); // the others share the port that the system chose for the first
                }
            }
            return sockets;
        } catch (UncheckedIOException e) {
            sockets.forEach(UdpSocket::close);
            throw e;
        }
    }
}
