// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a stack on 127.0.0.1: the default ones and an offset.
 *
 * @param offset added to each, 0 to {@value #MAX_OFFSET}
 */
public record StackPorts(int offset) {

    private static final int DAEMON = 2000;
    private static final int OTLP_HTTP = 4318;
    private static final int OTLP_GRPC = 4317;
    private static final int MANAGEMENT = 8090;
    private static final int AWS = 4566;
    private static final int PAGE = 8080;

    /** With which the highest port is 65535. */
    public static final int MAX_OFFSET = 65_535 - MANAGEMENT;

    /** Keeps all ports above those of well-known services and below those that systems hand out by themselves. */
    private static final int MIN_FREE_OFFSET = 8_000;

    private static final int MAX_FREE_OFFSET = 24_000;
    private static final int ATTEMPTS = 100;

    /** Checks the range. */
    public StackPorts {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException(
                    "the port offset of a stack must be from 0 to " + MAX_OFFSET + ", but is " + offset);
        }
    }

    /** Ports that are all free now. */
    static StackPorts free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            StackPorts ports = new StackPorts(ThreadLocalRandom.current().nextInt(MIN_FREE_OFFSET, MAX_FREE_OFFSET));
            if (ports.areFree()) {
                return ports;
            }
        }
        throw new IllegalStateException("no free ports for a stack were found: attempts=" + ATTEMPTS);
    }

    /** UDP: segments; TCP: sampling rules. */
    public int daemon() {
        return DAEMON + offset;
    }

    /** OpenTelemetry spans by HTTP. */
    public int otlpHttp() {
        return OTLP_HTTP + offset;
    }

    /** OpenTelemetry spans by gRPC. */
    public int otlpGrpc() {
        return OTLP_GRPC + offset;
    }

    /** The AWS API. */
    public URI aws() {
        return http(AWS);
    }

    /** The page. */
    public URI page() {
        return http(PAGE);
    }

    /** The forwarder's health and metrics. */
    public URI management() {
        return http(MANAGEMENT);
    }

    private URI http(int port) {
        return URI.create("http://127.0.0.1:" + (port + offset));
    }

    private boolean areFree() {
        return List.of(DAEMON, OTLP_HTTP, OTLP_GRPC, MANAGEMENT, AWS, PAGE).stream()
                        .allMatch(port -> isFreeForTcp(port + offset))
                && isFreeForUdp(daemon());
    }

    private static boolean isFreeForTcp(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFreeForUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
