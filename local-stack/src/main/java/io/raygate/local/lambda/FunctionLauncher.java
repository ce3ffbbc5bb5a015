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
    private final Identity identity;
    private final FunctionPackage unpacked;
    private final List<String> command;
    private final PrintStream sink;
    private final FunctionBooks books;

    /**
     * As what the package is run.
     *
     * @param name the function's
     * @param label of its processes, in logs
     * @param variables of its environment; they win over those set by the stack
     */
    private record Identity(StreamArn stream, String name, String label, Map<String, String> variables) {}

    /**
     * Where the output of its processes goes.
     *
     * @param books what they write of metrics
     */
    private record Log(PrintStream sink, FunctionBooks books) {}

    private FunctionLauncher(
            FunctionConfig config, Identity identity, FunctionPackage unpacked, List<String> command, Log log) {
        this.config = config;
        this.identity = identity;
        this.unpacked = unpacked;
        this.command = command;
        this.sink = log.sink;
        this.books = log.books;
    }

    /** Unpacks the function, which pretends to be in the region and the account of the stream. */
    static FunctionLauncher prepare(FunctionConfig config, Path zip, StreamArn stream) throws IOException {
        FunctionPackage unpacked = FunctionPackage.unpack(zip);
        try {
            RuntimeInterfaceClient client = unpacked.hasBootstrap()
                    ? new RuntimeInterfaceClient(config.runtimeInterfaceClient(), Optional.empty())
                    : RuntimeInterfaceClient.prepare(config.runtimeInterfaceClient(), unpacked.directory());
            List<String> command = FunctionCommand.command(config, unpacked, client);
            Identity identity = new Identity(stream, config.name(), "function", config.environment());
            return new FunctionLauncher(
                    config, identity, unpacked, command, new Log(openSink(config), new FunctionBooks()));
        } catch (IOException e) {
            unpacked.close();
            throw e;
        }
    }

    /** The same package as another function with variables of its own; it is this launcher that must be closed. */
    FunctionLauncher variant(String label, Map<String, String> variables) {
        Identity other = new Identity(identity.stream(), config.name() + "-" + label, label, variables);
        return new FunctionLauncher(config, other, unpacked, command, new Log(sink, books));
    }

    private static PrintStream openSink(FunctionConfig config) throws IOException {
        if (config.logFile().isEmpty()) {
            return System.out;
        }
        OutputStream file =
                Files.newOutputStream(config.logFile().get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new PrintStream(file, true, StandardCharsets.UTF_8);
    }

    /** What its processes, and those of its variants, have counted. */
    FunctionBooks books() {
        return books;
    }

    FunctionConfig config() {
        return config;
    }

    String functionArn() {
        return identity.stream().functionArn(identity.name());
    }

    /** With which the names of its environments begin. */
    String label() {
        return identity.label();
    }

    StreamArn account() {
        return identity.stream();
    }

    /** Output and error output of the process come as one. */
    Process start(String runtimeApi, String environmentName) throws IOException {
        Map<String, String> variables = FunctionCommand.environment(
                config, unpacked.taskRoot(), identity.stream(), runtimeApi, environmentName);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(unpacked.taskRoot().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().putAll(identity.variables());
        return builder.start();
    }

    ProcessOutput output(String environmentName) {
        return new ProcessOutput("[" + environmentName + "] ", sink, config.keptOutputLines(), books);
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
