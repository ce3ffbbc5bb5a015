// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the unpacked function, as Lambda's managed Java runtime starts it. */
final class FunctionProcess implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Process process;

    /**
     * Three quarters of the memory are the largest heap. The first compiler tier is all there is unless the options say
     * otherwise.
     *
     * @param options value of the variable {@code JAVA_TOOL_OPTIONS}, or blank
     */
    FunctionProcess(Path task, Path clientJars, int memoryMib, String options, String host) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMib * 3 / 4 + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        if (!options.contains("Tiered")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", clientJars.resolve("*").toString(), CLIENT, HANDLER));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(task.resolveSibling("function.log").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "_HANDLER",
                        HANDLER,
                        "LAMBDA_TASK_ROOT",
                        task.toString(),
                        "AWS_LAMBDA_RUNTIME_API",
                        host,
                        "AWS_ENDPOINT_URL",
                        "http://" + host,
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "gateway",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        Integer.toString(memoryMib),
                        "AWS_REGION",
                        "eu-west-1",
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local"));
        if (!options.isBlank()) {
            builder.environment().put("JAVA_TOOL_OPTIONS", options);
        }
        this.process = builder.start();
    }

    /** The most that was resident, in MiB; Linux only. */
    long peakResidentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
