// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.raygate.local.StatusSource;
import io.raygate.local.kinesis.StreamReader;
import io.raygate.local.sqs.QueueClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The function and its event source mappings, from the start of the stack to its end. Idle where no function is configured. */
@ApplicationScoped
class LocalLambda implements StatusSource {

    private static final Logger LOG = Logger.getLogger(LocalLambda.class);

    private final FunctionConfig functionConfig;
    private final EventSourceMappingConfig mappingConfig;
    private final StreamReader streams;
    private final QueueClient queues;
    private volatile Optional<MappedFunction> function = Optional.empty();

    LocalLambda(
            FunctionConfig functionConfig,
            EventSourceMappingConfig mappingConfig,
            StreamReader streams,
            QueueClient queues) {
        this.functionConfig = functionConfig;
        this.mappingConfig = mappingConfig;
        this.streams = streams;
        this.queues = queues;
    }

    void start(@Observes StartupEvent event) throws IOException {
        if (functionConfig.zip().isEmpty()) {
            LOG.info("No function runs: raygate.local.function.zip is not set");
            return;
        }
        Path zip = functionConfig.zip().get();
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException("raygate.local.function.zip=" + zip + " is not a file");
        }
        StreamArn firstStream =
                StreamArn.parse(streams.streamArn(mappingConfig.streams().getFirst()));
        FunctionLauncher launcher = FunctionLauncher.prepare(functionConfig, zip, firstStream);
        MappedFunction started = MappedFunction.prepare(launcher, mappingConfig, streams, failures());
        function = Optional.of(started);
        started.start();
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        if (function.isPresent()) {
            function.get().close();
        }
    }

    private FailureQueue failures() {
        return mappingConfig
                .onFailureQueue()
                .<FailureQueue>map(queue -> description -> send(queue, description))
                .orElse(FailureQueue.NONE);
    }

    private void send(String queue, String description) {
        try {
            queues.send(queue, description);
        } catch (IOException | IllegalStateException e) {
            LOG.errorf("Cannot send to the on-failure destination: queue=%s, reason=%s", queue, e);
        }
    }

    /** Delivers all that the streams still hold once more. */
    void rewind() {
        function.ifPresent(MappedFunction::rewind);
    }

    /** The function, where one is run. */
    Optional<FunctionLauncher> launcher() {
        return function.map(MappedFunction::launcher);
    }

    /** True when the function takes invocations, or when there is none. */
    boolean ready() {
        return functionConfig.zip().isEmpty()
                || function.filter(MappedFunction::ready).isPresent();
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public Map<String, Object> status() {
        return function.map(MappedFunction::status)
                .orElseGet(() -> Map.of("state", "idle", "reason", "raygate.local.function.zip is not set"));
    }
}
