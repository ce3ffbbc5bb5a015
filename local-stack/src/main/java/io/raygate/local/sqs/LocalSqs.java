// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.raygate.local.StatusSource;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.aws.AwsServer;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.FaultyService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** SQS from the start of the stack to its end. */
@Singleton
public final class LocalSqs implements StatusSource {

    private static final Logger LOG = Logger.getLogger(LocalSqs.class);

    private final SqsConfig config;
    private final AwsAccount account;
    private final Provider<AwsServer> front;
    private final ElasticMq elasticMq;
    private final SqsBackend backend;
    private final SeenMessages seen;
    private final FaultBoard faults;
    private final SqsApi api;
    private final QueueClient client;

    LocalSqs(SqsConfig config, AwsAccount account, Provider<AwsServer> front, FaultBoard faults) {
        this.config = config;
        this.account = account;
        this.front = front;
        this.faults = faults;
        this.elasticMq = new ElasticMq(config.port(), config.startTimeout());
        this.backend = new SqsBackend(elasticMq, config.requestTimeout());
        this.seen = new SeenMessages(
                config.shownMessages(), (int) config.shownMessageSize().asLongValue());
        this.api = new SqsApi(backend, seen, faults.of(FaultyService.SQS));
        this.client = new QueueClient(api, account.accountId());
    }

    @Produces
    @Singleton
    SqsApi api() {
        return api;
    }

    @Produces
    @Singleton
    QueueClient client() {
        return client;
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            elasticMq.close();
            return;
        }
        Thread.ofPlatform().daemon().name("elasticmq-start").start(this::open);
    }

    void stop(@Observes ShutdownEvent event) {
        backend.close();
        elasticMq.close();
    }

    private void open() {
        try {
            URI address = front.get().endpoint();
            elasticMq.start(() -> address, account.region(), account.accountId());
            for (Map.Entry<String, SqsConfig.QueueConfig> queue :
                    config.queues().entrySet()) {
                client.create(queue.getKey(), queue.getValue().visibilityTimeout());
            }
            LOG.infof("SQS is ready: queues=%s", config.queues().keySet());
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "SQS does not start");
        }
    }

    /** The newest messages of a queue that nobody has deleted, oldest first. */
    List<SeenMessages.Seen> newest(String queue) {
        return seen.newest(queue);
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new HashMap<>();
        status.put("state", !config.enabled() ? "disabled" : elasticMq.isRunning() ? "ready" : "starting");
        status.put("requests", api.requests());
        status.put("queues", seen.status());
        status.put("faultsInjected", faults.of(FaultyService.SQS).injected());
        status.put("faultsActive", faults.of(FaultyService.SQS).describe(Instant.now()));
        return status;
    }
}
