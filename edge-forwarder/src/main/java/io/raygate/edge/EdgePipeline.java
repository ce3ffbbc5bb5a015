// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.block.BlockAssemblers;
import io.raygate.edge.intake.Intake;
import io.raygate.edge.limit.LimitStage;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.publish.Publishers;
import io.raygate.edge.receive.Receivers;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.workload.WorkloadSources;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * The forwarder as a whole: receive, limit, block, spool, publish; where it is enabled, an intake beside receive.
 *
 * <pre>
 *   socket  ──▶ receive ──┐
 *   request ──▶ intake  ──┴─▶ limit ──▶ block ──▶ spool ──▶ publish ──▶ Kinesis
 *   one thread for each socket, one for the intake │  one thread for each call under way
 * </pre>
 *
 * Sockets are bound first, so that datagrams gather in the kernel while the rest starts; then stages start from the
 * end and stop from the beginning, so nothing that was taken off a socket finds the next stage closed.
 */
@Singleton
class EdgePipeline {

    private static final Logger LOG = Logger.getLogger(EdgePipeline.class);

    private final Receivers receivers;
    private final LimitStage limits;
    private final BlockAssemblers assemblers;
    private final BlockSpool spool;
    private final Publishers publishers;

    /** The stages, in the order of the data. */
    EdgePipeline(
            Receivers receivers,
            LimitStage limits,
            BlockAssemblers assemblers,
            BlockSpool spool,
            Publishers publishers) {
        this.receivers = receivers;
        this.limits = limits;
        this.assemblers = assemblers;
        this.spool = spool;
        this.publishers = publishers;
    }

    void start(@Observes StartupEvent started, WorkloadSources workloads, Intake intake) throws InterruptedException {
        RandomGenerator producerIds = RandomGenerator.getDefault();
        try {
            receivers.open(() -> limits.before(assemblers.create(producerIds.nextLong(), spool::offer)));
            spool.start();
            publishers.start();
            workloads.awaitSynced();
            receivers.start();
            intake.start(
                    () -> limits.beforeRelayed(assemblers.createForRelayed(producerIds.nextLong(), spool::offer)),
                    assemblers.maxDocumentBytes());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent stopped, Intake intake, Ledger ledger) throws InterruptedException {
        intake.stop();
        receivers.stop();
        publishers.drain();
        spool.close();
        Ledger.Balance balance = ledger.balance();
        LOG.infof(
                "Books closed: received=%d, replayed=%d, published=%d, rejected=%d, dropped=%d, onDisk=%d",
                balance.received(),
                balance.replayed(),
                balance.published(),
                balance.rejectedTotal(),
                balance.droppedTotal(),
                balance.buffered());
    }
}
