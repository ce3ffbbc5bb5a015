// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /api/events}: server-sent events. {@code traces} tells the newest traces when X-Ray has changed. A caller that does not
 * read is skipped until it does. Bounded. Streams end as soon as the process is told to, since Quarkus waits for
 * requests before it tells anybody that it stops.
 */
@Singleton
final class EventRoutes {

    /** Newest traces in one event; the others are in GetTraceSummaries. */
    private static final int MAX_TRACES = 50;

    private final XRayApi xray;
    private final ConsoleConfig config;
    private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
    private final Thread endOfStreams = new Thread(this::endAll, "end-of-event-streams");

    EventRoutes(XRayApi xray, ConsoleConfig config) {
        this.xray = xray;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(endOfStreams);
    }

    /** In tests and in dev mode the process goes on. */
    void stop(@Observes ShutdownEvent event) {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(endOfStreams);
        } catch (IllegalStateException _) {
            // the process ends, and the hook has run or runs
        }
    }

    /** Says good-bye to all callers. */
    void endAll() {
        streams.forEach(HttpServerResponse::end);
    }

    @Route(path = "/api/events", methods = Route.HttpMethod.GET)
    void events(RoutingContext context) {
        if (streams.size() >= config.maxEventStreams()) {
            Answers.end(context, 503, Answers.message("raygate.local.console.max-event-streams reached"));
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("content-type", "text/event-stream").putHeader("cache-control", "no-store");
        EventStream stream = new EventStream(xray.store().lastSequence());
        long timer = context.vertx()
                .setPeriodic(0, config.eventInterval().toMillis(), ignored -> send(context.vertx(), stream, response));
        streams.add(response);
        response.endHandler(ignored -> close(context.vertx(), timer, response));
        response.closeHandler(ignored -> close(context.vertx(), timer, response));
    }

    private void close(Vertx vertx, long timer, HttpServerResponse response) {
        vertx.cancelTimer(timer);
        streams.remove(response);
    }

    private void send(Vertx vertx, EventStream stream, HttpServerResponse response) {
        if (stream.isBusy || response.ended() || response.closed() || response.writeQueueFull()) {
            return;
        }
        stream.isBusy = true;
        vertx.executeBlocking(() -> next(stream), false).onComplete(event -> {
            stream.isBusy = false;
            boolean isTold = event.succeeded() && !event.result().isEmpty() && !response.ended() && !response.closed();
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
