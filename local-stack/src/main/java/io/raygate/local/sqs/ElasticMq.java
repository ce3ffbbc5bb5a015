// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * The queues themselves, in memory, behind an HTTP port of their own on 127.0.0.1. Starting takes seconds, so that it
 * happens in the background and whoever needs a queue first waits. Thread-safe.
 */
final class ElasticMq implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final int port;
    private final Duration startTimeout;
    private final CompletableFuture<Running> running = new CompletableFuture<>();

    private record Running(SQSRestServer server, URI endpoint) {}

    ElasticMq(int port, Duration startTimeout) {
        this.port = port;
        this.startTimeout = startTimeout;
    }

    /** Starts, and returns when the port is open. {@code front} is where queue URLs point to. */
    void start(Supplier<URI> front, String region, String accountId) {
        try {
            URI address = front.get();
            SQSRestServer server = SQSRestServerBuilder.withInterface(HOST)
                    .withPort(port)
                    .withServerAddress(new NodeAddress(address.getScheme(), address.getHost(), address.getPort(), ""))
                    .withAWSRegion(region)
                    .withAWSAccountId(accountId)
                    .withSQSLimits(StrictSQSLimits$.MODULE$)
                    .start();
            int bound = server.waitUntilStarted().localAddress().getPort();
            running.complete(new Running(server, URI.create("http://" + HOST + ":" + bound + "/")));
        } catch (RuntimeException e) {
            running.completeExceptionally(e);
            throw e;
        }
    }

    boolean isRunning() {
        return running.isDone() && !running.isCompletedExceptionally();
    }

    /** Where it listens; waits for the start. */
    URI endpoint() throws InterruptedException {
        try {
            return running.get(startTimeout.toMillis(), TimeUnit.MILLISECONDS).endpoint();
        } catch (TimeoutException e) {
            throw new IllegalStateException("ElasticMQ has not started within " + startTimeout, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("ElasticMQ does not start: " + e.getCause(), e);
        }
    }

    /** All messages are gone then. */
    @Override
    public void close() {
        if (isRunning()) {
            running.join().server().stopAndWait();
        }
        running.completeExceptionally(new IllegalStateException("the stack is stopping"));
    }
}
