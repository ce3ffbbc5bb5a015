// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.intake.Intake;
import io.raygate.edge.limit.LimitStage;
import io.raygate.edge.listen.EventLoops;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.otlp.OtlpConfig;
import io.raygate.edge.otlp.SpanIntake;
import io.raygate.edge.publish.PublishConfig;
import io.raygate.edge.publish.Publishers;
import io.raygate.edge.receive.EarlySockets;
import io.raygate.edge.receive.Receivers;
import io.raygate.edge.route.RouteStage;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.workload.WorkloadSources;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/**
 * The forwarder as a whole: receive, limit, route, block, spool, publish; beside receive, intakes for spans and, where it is enabled,
 * for segments.
 *
 * <pre>
 *   socket  ──▶ receive ──┐
 *   request ──▶ intake  ──┼─▶ limit ──▶ route ──▶ block ──▶ spool ──▶ publish ──▶ Kinesis
 *   spans   ──▶ otlp    ──┘
 *   one thread for each socket and each intake               │  one thread for each call under way
 * </pre>
 *
 * Sockets are bound first of all, by {@code main}, and read into memory while the rest starts; then stages start from the
 * end and stop from the beginning, so nothing that was taken off a socket finds the next stage closed. Sockets are read
 * until the spool was once empty, and the process ends with its books, so that the time in which nobody listens is that of the
 * last blocks alone. To stop takes {@code raygate.receive.stop-delay}, then {@code raygate.publish.drain-timeout} at most, whatever hangs
 * ({@link StopBudget}).
 */
@Singleton
class EdgePipeline {

    private static final Logger LOG = Logger.getLogger(EdgePipeline.class);

    private static final int LAST = ObserverMethod.DEFAULT_PRIORITY + 10_000;

    private final Receivers receivers;
    private final LimitStage limits;
    private final RouteStage route;
    private final BlockSpool spool;
    private final Publishers publishers;
    private final PublishConfig config;

    /** The stages, in the order of the data. */
    EdgePipeline(
            Receivers receivers,
            LimitStage limits,
            RouteStage route,
            BlockSpool spool,
            Publishers publishers,
            PublishConfig config) {
        this.receivers = receivers;
        this.limits = limits;
        this.route = route;
        this.spool = spool;
        this.publishers = publishers;
        this.config = config;
    }

    /** After all else: what fails until then finds the datagrams in the hands of {@link EarlySockets}, which counts them. */
    void start(
            @Observes @Priority(LAST) StartupEvent started,
            WorkloadSources workloads,
            Intake intake,
            SpanIntake spans,
            OtlpConfig otlp)
            throws InterruptedException {
        try {
            StopBudget.begin(config);
            if (LaunchMode.current() == LaunchMode.NORMAL) {
                StopBudget.boundTheEnd(receivers.stopDelay(), config);
            }
            receivers.open(() -> limits.before(route.toSpool()), otlp.unsampled());
            spool.start();
            publishers.start();
            workloads.awaitSynced();
            intake.start(() -> limits.beforeRelayed(route.toSpoolOfRelayed()), route.maxDocumentBytes());
            spans.start(() -> limits.before(route.toSpool()), route.maxDocumentBytes());
            receivers.start();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    void stop(
            @Observes ShutdownEvent stopped,
            WorkloadSources workloads,
            Intake intake,
            SpanIntake spans,
            Ledger ledger,
            EventLoops eventLoops)
            throws InterruptedException {
        receivers.leave();
        StopBudget budget = StopBudget.begin(config);
        StopBudget.within(budget.leftToPublish(), "intake", intake::stop);
        StopBudget.within(budget.leftToPublish(), "otlp", spans::stop);
        spool.awaitEmpty(budget.leftToEmpty()); // sockets are still read: what comes meanwhile is not lost
        StopBudget.within(budget.leftToPublish(), "workloads", workloads::stop);
        StopBudget.within(budget.leftToPublish(), "receivers", receivers::stop);
        publishers.drain(budget.leftToPublish());
        spool.close(budget.leftToStore());
        dropWhatIsNowhere(ledger);
        Ledger.Balances balances = ledger.balances();
        LOG.infof("Books closed: %s; spans: %s", inWords(balances.documents()), inWords(balances.spans()));
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            StopBudget.within(budget.leftToStore(), "ports", eventLoops::stop);
            StopBudget.endNow();
        }
    }

    private static String inWords(Ledger.Balance balance) {
        return "received=%d, replayed=%d, published=%d, rejected=%d, dropped=%d, onDisk=%d"
                .formatted(
                        balance.received(),
                        balance.replayed(),
                        balance.published(),
                        balance.rejectedTotal(),
                        balance.droppedTotal(),
                        balance.buffered());
    }

    /** What a stage that did not end in time still holds. */
    private void dropWhatIsNowhere(Ledger ledger) {
        ledger.division().parts().forEach((tenant, balances) -> {
            BlockSpool.SpoolUsage onDisk = spool.usage(tenant);
            long documents = balances.documents().buffered() - onDisk.diskDocuments();
            if (documents > 0) {
                long spans = balances.spans().buffered() - onDisk.diskSpans();
                ledger.of(tenant)
                        .drop(
                                DropReason.SHUTDOWN,
                                new Ledger.Contents(Math.toIntExact(documents), Math.toIntExact(spans)));
            }
        });
    }
}
