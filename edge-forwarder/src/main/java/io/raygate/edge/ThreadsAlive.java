// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.raygate.edge.intake.Intake;
import io.raygate.edge.otlp.SpanIntake;
import io.raygate.edge.publish.Publishers;
import io.raygate.edge.receive.Receivers;
import io.raygate.edge.spool.BlockSpool;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while every socket is read and intakes, publishers and spool work. A thread that ended has met a bug: restart the process. */
@Liveness
class ThreadsAlive implements HealthCheck {

    private final Receivers receivers;
    private final Intake intake;
    private final SpanIntake spans;
    private final Publishers publishers;
    private final BlockSpool spool;

    ThreadsAlive(Receivers receivers, Intake intake, SpanIntake spans, Publishers publishers, BlockSpool spool) {
        this.receivers = receivers;
        this.intake = intake;
        this.spans = spans;
        this.publishers = publishers;
        this.spool = spool;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("threads")
                .status(receivers.areOpen()
                        && intake.isAlive()
                        && spans.isAlive()
                        && publishers.areAlive()
                        && spool.isAlive())
                .withData("receiving", receivers.areOpen())
                .withData("intake", intake.isAlive())
                .withData("otlp", spans.isAlive())
                .withData("publishing", publishers.areAlive())
                .withData("spooling", spool.isAlive())
                .build();
    }
}
