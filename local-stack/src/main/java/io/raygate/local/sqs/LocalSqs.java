// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.raygate.local.StatusSource;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SQS from the start of the stack to its end. */
@Singleton
public final class LocalSqs implements StatusSource {

    private final Queues queues;
    private final int shownMessages;
    private final int shownChars;
    private final Faults faults;
    private final InstantSource clock = InstantSource.system();
    private final SqsApi api;
    private final QueueClient client;

    LocalSqs(SqsConfig config, AwsAccount account, FaultBoard board) {
        this.queues = new Queues(config.maxQueues(), config.maxBytes().asLongValue(), clock);
        this.shownMessages = config.shownMessages();
        this.shownChars = (int) config.shownMessageSize().asLongValue();
        this.faults = board.of(FaultyService.SQS);
        this.api = new SqsApi(queues, account.accountId(), faults, clock);
        this.client = new QueueClient(api, account.accountId());
        config.queues().forEach((name, queue) -> queues.create(name, queue.visibilityTimeout()));
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

    /** The newest messages of a queue that nobody has deleted, newest first, each cut to what is shown. */
    List<MessageQueue.Seen> newest(String queue) {
        MessageQueue found = queues.all().get(queue);
        return found == null
                ? List.of()
                : found.newest(shownMessages).stream()
                        .map(seen -> new MessageQueue.Seen(
                                seen.messageId(), seen.sent(), MessageText.shortened(seen.body(), shownChars)))
                        .toList();
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> byQueue = new TreeMap<>();
        queues.all().forEach((name, queue) -> byQueue.put(name, queue.status()));
        Map<String, Object> status = new HashMap<>();
        status.put("requests", api.requests());
        status.put("queues", byQueue);
        status.put("faultsInjected", faults.injected());
        status.put("faultsActive", faults.describe(clock.instant()));
        return status;
    }
}
