// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * The Runtime API on a loopback port, for one process of the function. Asked for a restore, it answers when {@link #restore} is
 * called, as Lambda does in the copy of a snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer Guide, runtime API, read
 *     2026-11-22</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html">the same, runtime hooks for
 *     SnapStart, read 2026-11-28</a>
 */
public final class LambdaHost implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = RUNTIME + "invocation/";
    private static final long INVOCATION_MILLIS = 600_000;
    private static final byte[] NOTHING = {'{', '}'};

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<byte[]> events = new SynchronousQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> polls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> snapshots = new LinkedBlockingQueue<>();
    private final CountDownLatch restored = new CountDownLatch(1);

    public LambdaHost() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** When the function asked for an invocation, on the clock of {@link System#nanoTime()}; waits for that. */
    public long awaitPoll() throws InterruptedException {
        return await(polls, "an invocation");
    }

    /** When the function asked to be restored, on the same clock; waits for that. */
    public long awaitSnapshot() throws InterruptedException {
        return await(snapshots, "a restore");
    }

    /** Lets the function go on from the point of its snapshot. */
    public void restore() {
        restored.countDown();
    }

    /** Hands over an event and waits for the answer. */
    public String invoke(byte[] event) throws InterruptedException {
        if (!events.offer(event, INVOCATION_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the function takes no event");
        }
        String answer = answers.poll(INVOCATION_MILLIS, TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new IllegalStateException("the function does not answer");
        }
        return answer;
    }

    /** The same; fails where the function has not done the whole of its work. */
    public void deliver(byte[] event) throws InterruptedException {
        String answer = invoke(event);
        if (!answer.contains("\"batchItemFailures\":[]")) {
            throw new IllegalStateException("the function has not done its work: " + answer);
        }
    }

    private static long await(BlockingQueue<Long> moments, String what) throws InterruptedException {
        Long at = moments.poll(INVOCATION_MILLIS, TimeUnit.MILLISECONDS);
        if (at == null) {
            throw new IllegalStateException("the function does not ask for " + what);
        }
        return at;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            if (path.equals(RUNTIME + "restore/next")) {
                snapshots.add(System.nanoTime());
                restored.await();
                send(exchange, 200, NOTHING);
                return;
            }
            answers.add(new String(body, StandardCharsets.UTF_8));
            send(exchange, 202, NOTHING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        polls.add(System.nanoTime());
        byte[] event = events.take();
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + INVOCATION_MILLIS));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:000000000000:function:gateway");
        send(exchange, 200, event);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
