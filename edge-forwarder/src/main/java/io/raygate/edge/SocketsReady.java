// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.edge.otlp.OtlpServer;
import io.raygate.edge.publish.Publishers;
import io.raygate.edge.receive.Receivers;
import io.raygate.edge.spool.BlockSpool;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while every socket is read and the ports for spans are bound, until the order to stop where
 * {@code raygate.receive.stop-delay} is set: a Service keeps sending a flow to the pod that it knows for as long as that pod is
 * ready, even when it is terminating. Neither an unreachable stream nor a full spool changes that: blocks wait, and the oldest
 * are dropped and counted. A pod that is not ready gets no datagrams, and those that it does not get nobody counts.
 */
@Readiness
class SocketsReady implements HealthCheck {

    private final Receivers receivers;
    private final OtlpServer spans;
    private final BlockSpool spool;
    private final Publishers publishers;

    SocketsReady(Receivers receivers, OtlpServer spans, BlockSpool spool, Publishers publishers) {
        this.receivers = receivers;
        this.spans = spans;
        this.spool = spool;
        this.publishers = publishers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("forwarder")
                .status(receivers.areOpen() && spans.isOpen() && !receivers.isLeaving())
                .withData("socketsOpen", receivers.areOpen())
                .withData("spanPortsOpen", spans.isOpen())
                .withData("leaving", receivers.isLeaving())
                .withData("spoolHasRoom", !spool.isNearlyFull())
                .withData("spoolMemoryBytes", spool.usage().memoryBytes())
                .withData("spoolDiskBytes", spool.usage().diskBytes())
                .withData("streamReachable", publishers.isStreamReachable())
                .build();
    }
}
