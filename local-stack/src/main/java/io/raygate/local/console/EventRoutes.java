// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code GET /api/events}: server-sent events. {@code pipeline} tells the counts of X-Ray and the newest traces when they
 * have changed. A caller that does not read is skipped until it does. Bounded.
 */
@Singleton
final class EventRoutes {

    /** Newest traces in one event; the others are told by {@code /api/traces}. */
    private static final int MAX_TRACES = 50;

    private final XRayApi xray;
    private final ConsoleConfig config;
    private final AtomicInteger streams = new AtomicInteger();

    EventRoutes(XRayApi xray, ConsoleConfig config) {
        this.xray = xray;
        this.config = config;
    }

    @Route(path = "/api/events", methods = Route.HttpMethod.GET)
    void events(RoutingContext context) {
        if (streams.incrementAndGet() > config.maxEventStreams()) {
            streams.decrementAndGet();
            Answers.end(context, 503, Answers.message("raygate.local.console.max-event-streams reached"));
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("content-type", "text/event-stream").putHeader("cache-control", "no-store");
        EventStream stream = new EventStream(xray.store().lastSequence());
        long timer = context.vertx()
                .setPeriodic(0, config.eventInterval().toMillis(), ignored -> send(context.vertx(), stream, response));
        response.closeHandler(ignored -> {
            context.vertx().cancelTimer(timer);
            streams.decrementAndGet();
        });
    }

    private void send(Vertx vertx, EventStream stream, HttpServerResponse response) {
        if (stream.isBusy || response.writeQueueFull() || response.closed()) {
            return;
        }
        stream.isBusy = true;
        vertx.executeBlocking(() -> next(stream), false).onComplete(event -> {
            stream.isBusy = false;
            boolean isTold = event.succeeded() && !event.result().isEmpty() && !response.closed();
            if (isTold) {
                response.write(event.result(), StandardCharsets.UTF_8.name());
            }
        });
    }

    /** An event in its wire form; empty where nothing has changed. */
    private String next(EventStream stream) {
        long changes = xray.store().changes();
        if (changes == stream.changes) {
            return "";
        }
        stream.changes = changes;
        List<Trace> fresh = xray.store().since(stream.lastSequence, MAX_TRACES);
        stream.lastSequence = xray.store().lastSequence();
        ObjectNode data = RestJson.object().put("changes", changes);
        ArrayNode rows = data.putArray("traces");
        fresh.forEach(trace -> rows.add(TraceRow.of(trace)));
        return "event: traces\ndata: " + data + "\n\n";
    }

    /** What a caller was told last. Touched by one event at a time. */
    private static final class EventStream {

        private long changes = -1;
        private long lastSequence;
        private volatile boolean isBusy;

        private EventStream(long lastSequence) {
            this.lastSequence = lastSequence;
        }
    }
}
