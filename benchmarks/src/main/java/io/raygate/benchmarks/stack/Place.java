// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * Where a program listens, whom it calls, and where its files are.
 *
 * @param port on 127.0.0.1, UDP and TCP
 * @param managementPort on 127.0.0.1, for programs that have one
 * @param aws URL of Kinesis and X-Ray
 */
public record Place(int port, int managementPort, String aws, Path directory) {

    private static final int TRIES = 50;

    /** On free ports. */
    public static Place free(String aws, Path directory) throws IOException {
        return new Place(freePort(), freePort(), aws, directory);
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public Path log() {
        return directory.resolve("program.log");
    }

    /** A port that is free for UDP and for TCP. */
    static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; ; i++) {
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(new InetSocketAddress(loopback, 0));
                try (DatagramSocket _ = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                    return tcp.getLocalPort();
                }
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
