// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD of the {@link Pages}. Requests are not counted: they change nothing. */
record ManagementService(Pages pages, Scrapes scrapes, ManagementGuard guard, ManagementMetrics metrics)
        implements Service {

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    @Override
    public Request begin(Head head) {
        return new Asked(head);
    }

    private final class Asked implements Request {

        private final Head head;
        private @Nullable CompletableFuture<Response> scrape;

        Asked(Head head) {
            this.head = head;
        }

        @Override
        public Optional<Supplier<Response>> refusal() {
            Optional<ManagementGuard.Refusal> refusal = guard.refusal(head);
            if (refusal.isPresent() && refusal.get().status() == ManagementGuard.BAD_REQUEST) {
                metrics.notHttp();
            }
            if (refusal.isPresent()) {
                return reply(text(refusal.get().status(), refusal.get().why()));
            }
            boolean isRead =
                    head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
            return isRead ? Optional.empty() : reply(text(METHOD_NOT_ALLOWED, "GET or HEAD only"));
        }

        @Override
        public Optional<Supplier<Response>> take(ByteBuf part) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Supplier<Response>> complete() {
            String path = path(head.target());
            if (path.equals("/q/metrics")) {
                String accept = head.headers().get(HttpHeaderNames.ACCEPT, "");
                scrape = scrapes.ask(() -> pages.metrics(accept));
                return scrape.thenApply(response -> () -> response);
            }
            return pages.health(path)
                    .orElseGet(() -> CompletableFuture.completedStage(
                            text(NOT_FOUND, "Pages: /q/health, /q/health/live, /q/health/ready, /q/metrics")))
                    .thenApply(response -> () -> response);
        }

        @Override
        public void concluded(Conclusion conclusion) {
            if (scrape != null) {
                scrape.cancel(false);
            }
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static Optional<Supplier<Response>> reply(Response response) {
        return Optional.of(() -> response);
    }

    private static Response text(int status, String text) {
        return new Response(
                status, Map.of("content-type", "text/plain; charset=UTF-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the management port shows. Thread-safe. */
    interface Pages {

        /** The health page at a path; empty if there is none. Called on the event loop, so it returns at once. */
        Optional<CompletionStage<Response>> health(String path);

        /**
         * All metrics. Takes milliseconds; not called on the event loop.
         *
         * @param accept the formats that the client reads, as its {@code Accept} header says; may be empty
         */
        Response metrics(String accept);
    }
}
