// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the AWS port accepts a TCP connection, tried afresh for each probe. */
@Readiness
@Singleton
final class AwsPortCheck implements HealthCheck {

    private static final String NAME = "AWS port";
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final AwsServer server;

    AwsPortCheck(AwsServer server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        try (Socket socket = new Socket()) {
            URI endpoint = server.endpoint();
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), CONNECT_TIMEOUT_MILLIS);
            return HealthCheckResponse.up(NAME);
        } catch (IOException | IllegalStateException e) {
            return HealthCheckResponse.named(NAME)
                    .withData("reason", String.valueOf(e.getMessage()))
                    .down()
                    .build();
        }
    }
}
