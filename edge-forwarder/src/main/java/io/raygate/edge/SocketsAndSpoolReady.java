// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.edge.publish.Publishers;
import io.raygate.edge.receive.Receivers;
import io.raygate.edge.spool.BlockSpool;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while every socket is read and the spool has room. An unreachable stream alone changes nothing: blocks wait.
 */
@Readiness
class SocketsAndSpoolReady implements HealthCheck {

    private final Receivers receivers;
    private final BlockSpool spool;
    private final Publishers publishers;

    SocketsAndSpoolReady(Receivers receivers, BlockSpool spool, Publishers publishers) {
        this.receivers = receivers;
        this.spool = spool;
        this.publishers = publishers;
    }

    @Override
    public HealthCheckResponse call() {
        boolean hasRoom = !spool.isNearlyFull();
        return HealthCheckResponse.named("forwarder")
                .status(receivers.areOpen() && hasRoom)
                .withData("socketsOpen", receivers.areOpen())
                .withData("spoolHasRoom", hasRoom)
                .withData("spoolMemoryBytes", spool.usage().memoryBytes())
                .withData("spoolDiskBytes", spool.usage().diskBytes())
                .withData("streamReachable", publishers.isStreamReachable())
                .build();
    }
}
