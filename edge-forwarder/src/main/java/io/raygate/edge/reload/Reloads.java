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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * All mounted files of this process. Each look has a thread of its own, so that a read that hangs holds up no other file. {@code raygate_reload_stale} is 1 while the file behind a
 * key holds something that cannot be used: the value from before is still in use, and the log says why.
 */
@Singleton
public class Reloads {

    private final ReloadConfig config;
    private final MeterRegistry registry;
    private final List<Looks> looks = new CopyOnWriteArrayList<>();
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
        MountedFile file =
                new MountedFile(path, Math.toIntExact(config.maxFile().asLongValue()));
        Reloaded<T> reloaded = inTime(key, path, () -> Reloaded.open(key, file, parser));
        register(reloaded);
        looks.add(new Looks(reloaded, config.readTimeout()));
        if (looker == null) {
            looker = Thread.ofPlatform().daemon().name("reload").start(this::lookAgainAndAgain);
        }
        return reloaded;
    }

    @PreDestroy
    synchronized void stop() {
        if (looker != null) {
            looker.interrupt();
        }
    }

    /** A first read that hangs must not hang the start. */
    private <T> Reloaded<T> inTime(String key, Path path, Callable<Reloaded<T>> first) {
        FutureTask<Reloaded<T>> task = new FutureTask<>(first);
        Thread.ofPlatform().daemon().name("reload-first").start(task);
        try {
            return task.get(config.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IllegalArgumentException refused ? refused : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException(
                    key + ": " + path + ": " + Looks.tooLong(config.readTimeout()) + "; look at its file system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException(key + ": " + path + ": the read was interrupted", e);
        }
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(config.interval());
                looks.forEach(Looks::next);
            }
        } catch (InterruptedException _) {
            // told to stop
        }
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
