// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.raygate.local.StatusSource;
import io.raygate.local.kinesis.StreamReader;
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
    private volatile Optional<MappedFunction> function = Optional.empty();

    LocalLambda(FunctionConfig functionConfig, EventSourceMappingConfig mappingConfig, StreamReader streams) {
        this.functionConfig = functionConfig;
        this.mappingConfig = mappingConfig;
        this.streams = streams;
    }

    void start(@Observes StartupEvent event) throws IOException {
        if (functionConfig.zip().isEmpty()) {
            LOG.info("No function is run: raygate.local.function.zip is not set");
            return;
        }
        Path zip = functionConfig.zip().get();
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException("raygate.local.function.zip=" + zip + " is not a file");
        }
        MappedFunction started = MappedFunction.prepare(functionConfig, mappingConfig, zip, streams);
        function = Optional.of(started);
        started.start();
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        if (function.isPresent()) {
            function.get().close();
        }
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
