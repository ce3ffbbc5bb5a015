// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Route;
import io.raygate.local.xray.XRayApi;
import io.raygate.local.xray.XRayConfig;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.snapshot.Snapshot;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * {@code GET /api/snapshot} gives traces as a file, {@code POST} takes one back; {@code raygate.local.xray.load} names one
 * for the start. POST takes {@code application/gzip} only, which a foreign web page cannot send here.
 */
@Singleton
final class SnapshotRoutes {

    private static final Logger LOG = Logger.getLogger(SnapshotRoutes.class);

    private final XRayApi xray;
    private final XRayConfig config;

    SnapshotRoutes(XRayApi xray, XRayConfig config) {
        this.xray = xray;
        this.config = config;
    }

    void load(@Observes StartupEvent event) {
        config.load().ifPresent(file -> {
            try (InputStream in = Files.newInputStream(file)) {
                Snapshot.Restored restored = Snapshot.read(in, xray.store());
                LOG.infof(
                        "Traces loaded: file=%s, documents=%d, refused=%d", file, restored.read(), restored.refused());
            } catch (IOException e) {
                throw new IllegalStateException(
                        "raygate.local.xray.load: " + file + " cannot be read (" + e.getMessage()
                                + "); write the path of a file that /api/snapshot gave",
                        e);
            }
        });
    }

    /** Of the traces that {@code filter}, {@code from} and {@code to} choose; of all where none is given. */
    @Route(path = "/api/snapshot", methods = Route.HttpMethod.GET, type = Route.HandlerType.BLOCKING)
    void save(RoutingContext context) throws IOException {
        List<Trace> traces;
        try {
            traces = chosen(Asked.of(context));
        } catch (XRayException e) {
            Answers.end(context, e.status(), Answers.message(String.valueOf(e.getMessage())));
            return;
        }
        Path file = Files.createTempFile("raygate-traces", ".gz");
        try (OutputStream out = Files.newOutputStream(file)) {
            Snapshot.write(traces, out);
        }
        context.response()
                .putHeader("content-type", "application/gzip")
                .putHeader("cache-control", "no-store")
                .putHeader("content-disposition", "attachment; filename=\"traces.raygate.gz\"")
                .sendFile(file.toString())
                .onComplete(ignored -> delete(file));
    }

    @Route(
            path = "/api/snapshot",
            methods = Route.HttpMethod.POST,
            consumes = "application/gzip",
            type = Route.HandlerType.BLOCKING)
    void restore(RoutingContext context, @Body Buffer body) {
        Answers.of(context, () -> {
            try {
                Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(body.getBytes()), xray.store());
                return RestJson.object().put("documents", restored.read()).put("refused", restored.refused());
            } catch (IOException e) {
                throw XRayException.invalidRequest("The body is no snapshot: " + e.getMessage());
            }
        });
    }

    private List<Trace> chosen(Asked asked) {
        boolean isOfTime = asked.text("from").isPresent() || asked.text("to").isPresent();
        TimeRange range = isOfTime ? asked.range() : TimeRange.ALWAYS;
        Predicate<Trace> filter = xray.groups().filter(asked.filter());
        return xray.store().all().stream()
                .filter(trace -> range.contains(trace.start()) && filter.test(trace))
                .toList();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
