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

/** One process of the function: unpacked, as Lambda's managed Java runtime starts it, or as the container image does. */
final class FunctionProcess implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Process process;

    /**
     * Starts one.
     *
     * @param task    the unpacked zip, or the image's directory with the program
     * @param options value of the variable {@code JAVA_TOOL_OPTIONS}, or blank
     */
    FunctionProcess(Path task, Path clientJars, int memoryMib, String options, String host) throws IOException {
        Path program = task.resolve("bin/gateway");
        boolean isImage = Files.isExecutable(program);
        ProcessBuilder builder = new ProcessBuilder(
                        isImage ? List.of(program.toString(), HANDLER) : managed(clientJars, memoryMib, options))
                .directory(isImage ? Path.of("/").toFile() : task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(task.resolveSibling("function.log").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("PATH", "/usr/bin:/bin"),
                        Map.entry("_HANDLER", HANDLER),
                        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
                        Map.entry("AWS_LAMBDA_RUNTIME_API", host),
                        Map.entry("AWS_ENDPOINT_URL", "http://" + host),
                        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "gateway"),
                        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMib)),
                        Map.entry("AWS_REGION", "eu-west-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "local"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "local")));
        // In Lambda the memory setting is the machine that the image's share of memory is of.
        String all = isImage ? ("-XX:MaxRAM=" + memoryMib + "m " + options).strip() : options;
        if (!all.isBlank()) {
            builder.environment().put("JAVA_TOOL_OPTIONS", all);
        }
        this.process = builder.start();
    }

    /**
     * Three quarters of the memory are the largest heap. The first compiler tier is all there is unless the options say
     * otherwise.
     */
    private static List<String> managed(Path clientJars, int memoryMib, String options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMib * 3 / 4 + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
        if (!options.contains("Tiered")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", clientJars.resolve("*").toString(), CLIENT, HANDLER));
        return command;
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
