// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.edge.receive.Receivers;
import io.raygate.edge.spool.BlockSpool;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every socket is read and the spool has room. An unreachable stream alone changes nothing: blocks wait. */
@Readiness
class SocketsAndSpoolReady implements HealthCheck {

    private final Receivers receivers;
    private final BlockSpool spool;

    SocketsAndSpoolReady(Receivers receivers, BlockSpool spool) {
        this.receivers = receivers;
        this.spool = spool;
    }

    @Override
    public HealthCheckResponse call() {
        long spoolBytes = spool.bytes();
        // From here on little is left before the oldest blocks are dropped.
        boolean hasRoom = spoolBytes < spool.maxBytes() * 95 / 100;
        return HealthCheckResponse.named("forwarder")
                .status(receivers.areOpen() && hasRoom)
                .withData("socketsOpen", receivers.areOpen())
                .withData("spoolBytes", spoolBytes)
                .withData("spoolMaxBytes", spool.maxBytes())
                .build();
    }
}
