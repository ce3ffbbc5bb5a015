// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.body.Body;
import io.raygate.edge.body.Body.Taken;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Request;
import io.raygate.edge.listen.Service.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Answers with what it was sent, refuses what it is told to refuse, and counts what becomes of requests. */
final class Recording implements Service, ListenBooks {

    static final int MAX_BODY = 200_000;
    static final int LARGE = 500_000;

    final PendingBytes pending = new PendingBytes(4 * MAX_BODY);
    final List<Head> heads = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Supplier<Response>>> later = new CopyOnWriteArrayList<>();
    final Map<Conclusion, LongAdder> conclusions = new ConcurrentHashMap<>();
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger notHttp = new AtomicInteger();
    final AtomicInteger neverAsked = new AtomicInteger();
    final AtomicInteger connectionsRefused = new AtomicInteger();
    final AtomicInteger streamsRefused = new AtomicInteger();
    final AtomicInteger flooded = new AtomicInteger();
    private final List<Supplier<Number>> open = new ArrayList<>();

    int count(Conclusion conclusion) {
        return conclusions.getOrDefault(conclusion, new LongAdder()).intValue();
    }

    int openConnections() {
        return open.getFirst().get().intValue();
    }

    @Override
    public Request begin(Head head) {
        begun.incrementAndGet();
        heads.add(head);
        return new Recorded(head);
    }

    @Override
    public void watchConnections(Supplier<Number> connections) {
        open.add(connections);
    }

    @Override
    public void connectionRefused() {
        connectionsRefused.incrementAndGet();
    }

    @Override
    public void notHttp() {
        notHttp.incrementAndGet();
    }

    @Override
    public void neverAsked() {
        neverAsked.incrementAndGet();
    }

    @Override
    public void streamRefused() {
        streamsRefused.incrementAndGet();
    }

    @Override
    public void flooded() {
        flooded.incrementAndGet();
    }

    private final class Recorded implements Request {

        private final Head head;
        private final Body body = new Body(pending, MAX_BODY);

        Recorded(Head head) {
            this.head = head;
        }

        @Override
        public Optional<Supplier<Response>> refusal() {
            return head.target().equals("/refused") ? Optional.of(() -> new Response(404)) : Optional.empty();
        }

        @Override
        public Optional<Supplier<Response>> take(ByteBuf part) {
            Taken taken = body.append(part);
            return taken == Taken.TAKEN
                    ? Optional.empty()
                    : Optional.of(() -> new Response(taken == Taken.TOO_LARGE ? 413 : 503));
        }

        @Override
        public CompletionStage<Supplier<Response>> complete() {
            return switch (head.target()) {
                case "/later" -> {
                    var answer = new CompletableFuture<Supplier<Response>>();
                    later.add(answer);
                    yield answer;
                }
                case "/bug" -> throw new IllegalStateException("a bug");
                case "/large" -> now(new Response(200, Map.of(), new byte[LARGE]));
                case "/grpc" ->
                    now(new Response(
                            200,
                            Map.of("content-type", "application/grpc"),
                            body.toArray(),
                            Map.of("grpc-status", "0")));
                default -> now(new Response(200, Map.of("x-length", "" + body.length()), body.toArray()));
            };
        }

        @Override
        public void concluded(Conclusion conclusion) {
            conclusions.computeIfAbsent(conclusion, _ -> new LongAdder()).increment();
            body.release();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        private static CompletionStage<Supplier<Response>> now(Response response) {
            return CompletableFuture.completedStage(() -> response);
        }
    }
}
