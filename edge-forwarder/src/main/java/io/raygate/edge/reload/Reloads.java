// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.reload.Reloaded.Parser;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All mounted files of this process, looked at by one thread. {@code raygate_reload_stale} is 1 while the file behind a
 * key holds something that cannot be used: the value from before is still in use, and the log says why.
 */
@Singleton
public class Reloads {

    private final ReloadConfig config;
    private final MeterRegistry registry;
    private final List<Reloaded<?>> files = new CopyOnWriteArrayList<>();
    private @Nullable Thread looker;

    Reloads(ReloadConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    /**
     * Reads a file now, and again whenever it changes.
     *
     * @param key the configuration key that names the file: it stands in messages and labels metrics
     * @throws IllegalArgumentException naming key, file and problem where the file cannot be used now
     */
    public synchronized <T> Reloaded<T> watch(String key, Path path, Parser<T> parser) {
        int maxBytes = Math.toIntExact(config.maxFile().asLongValue());
        Reloaded<T> reloaded = Reloaded.open(key, new MountedFile(path, maxBytes), parser);
        register(reloaded);
        files.add(reloaded);
        if (looker == null) {
            looker = Thread.ofVirtual().name("reload").start(lookEvery(config.interval()));
        }
        return reloaded;
    }

    @PreDestroy
    synchronized void stop() {
        if (looker != null) {
            looker.interrupt();
        }
    }

    private Runnable lookEvery(Duration interval) {
        return () -> {
            try {
                while (true) {
                    Thread.sleep(interval);
                    files.forEach(Reloaded::look);
                }
            } catch (InterruptedException _) {
                // told to stop
            }
        };
    }

    private void register(Reloaded<?> reloaded) {
        FunctionCounter.builder("raygate.reload.loads", reloaded, Reloaded::loads)
                .description("Contents of a mounted file that were loaded")
                .tag("key", reloaded.key())
                .register(registry);
        FunctionCounter.builder("raygate.reload.refusals", reloaded, Reloaded::refusals)
                .description("Updates of a mounted file that could not be used")
                .tag("key", reloaded.key())
                .register(registry);
        Gauge.builder("raygate.reload.stale", reloaded, r -> r.isStale() ? 1 : 0)
                .description("1 while a mounted file cannot be used and what it held before is still in use")
                .tag("key", reloaded.key())
                .register(registry);
    }
}
