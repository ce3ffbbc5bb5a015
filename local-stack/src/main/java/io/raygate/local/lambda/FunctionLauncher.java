// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is needed to start processes of one function, unpacked once. */
final class FunctionLauncher implements AutoCloseable {

    private final FunctionConfig config;
    private final StreamArn stream;
    private final FunctionPackage unpacked;
    private final List<String> command;
    private final PrintStream sink;

    private FunctionLauncher(
            FunctionConfig config, StreamArn stream, FunctionPackage unpacked, List<String> command, PrintStream sink) {
        this.config = config;
        this.stream = stream;
        this.unpacked = unpacked;
        this.command = command;
        this.sink = sink;
    }

    /** Unpacks the function, which pretends to be in the region and the account of the stream. */
    static FunctionLauncher prepare(FunctionConfig config, Path zip, StreamArn stream) throws IOException {
        FunctionPackage unpacked = FunctionPackage.unpack(zip);
        try {
            RuntimeInterfaceClient client = unpacked.hasBootstrap()
                    ? new RuntimeInterfaceClient(config.runtimeInterfaceClient(), Optional.empty())
                    : RuntimeInterfaceClient.prepare(config.runtimeInterfaceClient(), unpacked.directory());
            List<String> command = FunctionCommand.command(config, unpacked, client);
            return new FunctionLauncher(config, stream, unpacked, command, openSink(config));
        } catch (IOException e) {
            unpacked.close();
            throw e;
        }
    }

    private static PrintStream openSink(FunctionConfig config) throws IOException {
        if (config.logFile().isEmpty()) {
            return System.out;
        }
        OutputStream file =
                Files.newOutputStream(config.logFile().get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new PrintStream(file, true, StandardCharsets.UTF_8);
    }

    FunctionConfig config() {
        return config;
    }

    String functionArn() {
        return stream.functionArn(config.name());
    }

    /** Output and error output of the process come as one. */
    Process start(String runtimeApi, String environmentName) throws IOException {
        Map<String, String> variables =
                FunctionCommand.environment(config, unpacked.taskRoot(), stream, runtimeApi, environmentName);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(unpacked.taskRoot().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    ProcessOutput output(String environmentName) {
        return new ProcessOutput("[" + environmentName + "] ", sink, config.keptOutputLines());
    }

    /** Deletes the unpacked package; its processes must have ended. */
    @Override
    public void close() throws IOException {
        if (!sink.equals(System.out)) {
            sink.close();
        }
        unpacked.close();
    }
}
