// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StreamReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function with its execution environments and its event source mappings. {@link #close} leaves no process and no
 * file behind. Thread-safe.
 */
final class MappedFunction implements AutoCloseable {

    private final FunctionLauncher launcher;
    private final ExecutionEnvironments environments;
    private final List<EventSourceMapping> mappings;
    private final Thread starter;

    private MappedFunction(
            FunctionLauncher launcher, ExecutionEnvironments environments, List<EventSourceMapping> mappings) {
        this.launcher = launcher;
        this.environments = environments;
        this.mappings = mappings;
        this.starter = Thread.ofVirtual().name("function-start").unstarted(this::startMappings);
    }

    static MappedFunction prepare(
            FunctionLauncher launcher,
            EventSourceMappingConfig mappingConfig,
            StreamReader streams,
            FailureQueue failures) {
        ExecutionEnvironments environments = new ExecutionEnvironments(launcher);
        MappingTarget target = new MappingTarget(launcher.functionArn(), environments, failures);
        List<EventSourceMapping> mappings = mappingConfig.streams().stream()
                .map(stream -> new EventSourceMapping(stream, streams, target, mappingConfig))
                .toList();
        return new MappedFunction(launcher, environments, mappings);
    }

    FunctionLauncher launcher() {
        return launcher;
    }

    void rewind() {
        mappings.forEach(EventSourceMapping::rewind);
    }

    /** Returns at once; the mappings start when the first environment is ready. */
    void start() {
        starter.start();
    }

    private void startMappings() {
        try {
            environments.warmUp();
            mappings.forEach(EventSourceMapping::start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean ready() {
        return environments.ready();
    }

    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", environments.ready() ? "ready" : "starting");
        status.put("functionArn", launcher.functionArn());
        status.put("environments", environments.status());
        status.put("books", launcher.books().status());
        status.put("reasons", launcher.books().reasons());
        status.put("mappings", mappings.stream().map(EventSourceMapping::status).toList());
        return status;
    }

    @Override
    public void close() throws IOException {
        starter.interrupt();
        awaitStarter();
        mappings.forEach(EventSourceMapping::close);
        environments.close();
        launcher.close();
    }

    private void awaitStarter() {
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
