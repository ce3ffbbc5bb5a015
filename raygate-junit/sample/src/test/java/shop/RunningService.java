// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package shop;

import io.raygate.junit.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service in a process of its own, which traces to a local stack. It prints its address first. */
record RunningService(Process process, URI address) implements AutoCloseable {

    static RunningService start(LocalStack stack, String name, Class<?> main, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = stack.applyTo(new ProcessBuilder(command));
        builder.environment().put("OTEL_SERVICE_NAME", name);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = output.readLine();
        if (address == null) {
            throw new IOException(name + " has not started; its output is above");
        }
        return new RunningService(process, URI.create(address));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
