// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.raygate.edge.body.Body;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.port.Operations;
import io.raygate.edge.port.PortConfig;
import io.raygate.edge.port.Route;
import io.raygate.edge.sampling.source.SamplingSource;
import io.raygate.edge.sampling.source.SamplingSource.Operation;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves GetSamplingRules and GetSamplingTargets from the source that the configuration names. */
@Singleton
public final class SamplingRoutes implements Operations {

    private final SamplingSources sources;
    private final PortConfig config;
    private @Nullable SamplingSource source;

    SamplingRoutes(SamplingSources sources, PortConfig config) {
        this.sources = sources;
        this.config = config;
    }

    @Override
    public List<Route> open() {
        SamplingSource opened = sources.open();
        source = opened;
        return to(opened, config);
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }

    /** Both routes to a source. They share the bounds for bodies and for answers. */
    public static List<Route> to(SamplingSource source, PortConfig config) {
        var pending = new PendingBytes(config.maxPending().asLongValue());
        int maxBodyBytes = Math.toIntExact(config.maxBody().asLongValue());
        var unread = new PendingBytes(config.maxUnread().asLongValue());
        return Arrays.stream(Operation.values())
                .map(operation -> new Route(
                        operation.path(),
                        "raygate.sampling.requests",
                        maxBodyBytes,
                        "raygate.proxy.max-body",
                        unread,
                        headers -> new SamplingQuestion(source, operation, headers, new Body(pending, maxBodyBytes))))
                .toList();
    }
}
