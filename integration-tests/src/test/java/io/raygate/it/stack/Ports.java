// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a stack: the default ones and an offset.
 *
 * @param offset added to each default port
 */
public record Ports(int offset) {

    private static final int DAEMON = 2000;
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;
    private static final int MANAGEMENT = 8090;
    private static final int AWS = 4566;
    private static final int PAGE = 8080;

    /** Keeps all ports above those of well-known services and below those that systems hand out by themselves. */
    private static final int MIN_OFFSET = 8_000;

    private static final int MAX_OFFSET = 24_000;
    private static final int ATTEMPTS = 100;

    /** Ports that are all free now. */
    public static Ports free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            var ports = new Ports(ThreadLocalRandom.current().nextInt(MIN_OFFSET, MAX_OFFSET));
            if (ports.taken().isEmpty()) {
                return ports;
            }
        }
        throw new IllegalStateException("No free ports: attempts=" + ATTEMPTS);
    }

    /** UDP for segments, TCP for sampling. */
    public InetSocketAddress daemon() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), DAEMON + offset);
    }

    /** The daemon's address as the SDKs read it. */
    public String daemonAddress() {
        return "127.0.0.1:" + daemon().getPort();
    }

    /** OpenTelemetry spans by gRPC. */
    public int otlpGrpc() {
        return OTLP_GRPC + offset;
    }

    /** OpenTelemetry spans by HTTP. */
    public URI otlpHttp() {
        return http(OTLP_HTTP);
    }

    public URI management() {
        return http(MANAGEMENT);
    }

    /** The Kinesis and X-Ray APIs. */
    public URI aws() {
        return http(AWS);
    }

    public URI page() {
        return http(PAGE);
    }

    /** Those that somebody listens on, as {@code port/protocol}. */
    public List<String> taken() {
        List<String> taken = new ArrayList<>();
        for (int port : List.of(DAEMON, OTLP_GRPC, OTLP_HTTP, MANAGEMENT, AWS, PAGE)) {
            if (!isFreeForTcp(port + offset)) {
                taken.add(port + offset + "/tcp");
            }
        }
        if (!isFreeForUdp(DAEMON + offset)) {
            taken.add(DAEMON + offset + "/udp");
        }
        return taken;
    }

    private URI http(int port) {
        return URI.create("http://127.0.0.1:" + (port + offset));
    }

    private static boolean isFreeForTcp(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFreeForUdp(int port) {
        try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
