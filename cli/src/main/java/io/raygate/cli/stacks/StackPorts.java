// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ports of one stack, all on 127.0.0.1: the default ones and an offset.
 *
 * @param offset added to each default port, 0 to {@value #MAX_OFFSET}
 */
public record StackPorts(int offset) {

    private static final int DAEMON = 2000;
    private static final int MANAGEMENT = 8090;
    private static final int OTLP_GRPC = 4317;
    private static final int OTLP_HTTP = 4318;
    private static final int AWS = 4566;
    private static final int PAGE = 8080;

    /** With which the highest port is 65535. */
    public static final int MAX_OFFSET = 65_535 - MANAGEMENT;

    private static final int CONNECT_MILLIS = 200;

    /** Checks the range. */
    public StackPorts {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw Failure.misused("--port-offset must be a number from 0 to " + MAX_OFFSET + ", but is " + offset);
        }
    }

    private enum Protocol {
        TCP,
        UDP;

        boolean isTaken(int port) {
            return switch (this) {
                case TCP -> answers(port) || !canListen(port);
                case UDP -> !canReceive(port);
            };
        }
    }

    private record Listener(int port, Protocol protocol, String key) {

        @Override
        public String toString() {
            return port + "/" + protocol.name().toLowerCase(java.util.Locale.ROOT) + " (" + key + ")";
        }
    }

    private List<Listener> listeners() {
        return List.of(
                new Listener(daemon(), Protocol.UDP, "raygate.receive.addresses"),
                new Listener(daemon(), Protocol.TCP, "raygate.proxy.port"),
                new Listener(otlpGrpc(), Protocol.TCP, "raygate.otlp.grpc.port"),
                new Listener(otlpHttp(), Protocol.TCP, "raygate.otlp.http.port"),
                new Listener(management(), Protocol.TCP, "raygate.management.port"),
                new Listener(aws(), Protocol.TCP, "raygate.local.aws.port"),
                new Listener(page(), Protocol.TCP, "raygate.local.page.port"));
    }

    /** UDP: segments; TCP: sampling rules. */
    public int daemon() {
        return DAEMON + offset;
    }

    /** OpenTelemetry spans by gRPC. */
    public int otlpGrpc() {
        return OTLP_GRPC + offset;
    }

    /** OpenTelemetry spans by HTTP. */
    public int otlpHttp() {
        return OTLP_HTTP + offset;
    }

    /** Health and metrics of the forwarder. */
    public int management() {
        return MANAGEMENT + offset;
    }

    /** The AWS APIs. */
    public int aws() {
        return AWS + offset;
    }

    /** The page of the local stack. */
    public int page() {
        return PAGE + offset;
    }

    /** All of them. */
    public List<Integer> numbers() {
        return List.of(daemon(), otlpGrpc(), otlpHttp(), management(), aws(), page());
    }

    /** The ports that a stack with the other offset would listen on too. */
    public List<Integer> sharedWith(StackPorts other) {
        return numbers().stream().filter(other.numbers()::contains).toList();
    }

    /** Those that cannot be bound now, with the key of each; empty where all are free. */
    public String taken() {
        return listeners().stream()
                .filter(listener -> listener.protocol().isTaken(listener.port()))
                .map(Listener::toString)
                .collect(Collectors.joining(", "));
    }

    /**
     * Whether something accepts connections there. Where the system allows 127.0.0.1 to be bound beside the wildcard address, only
     * connecting tells.
     */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean canReceive(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, loopback())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }
}
