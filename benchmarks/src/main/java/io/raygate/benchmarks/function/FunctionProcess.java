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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process of the function, as Lambda's managed Java runtime starts it, or as the container image does. */
public final class FunctionProcess implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final Process process;

    /**
     * Starts one.
     *
     * @param more variables of its environment
     */
    public FunctionProcess(
            PackagedFunction function,
            FunctionSetting setting,
            LambdaHost host,
            AwsEndpoint aws,
            Map<String, String> more)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(function, setting))
                .directory(
                        function.isImage()
                                ? Path.of("/").toFile()
                                : function.task().toFile())
                .redirectErrorStream(true)
                .redirectOutput(function.task().resolveSibling("function.log").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("PATH", "/usr/bin:/bin"),
                        Map.entry("_HANDLER", HANDLER),
                        Map.entry("LAMBDA_TASK_ROOT", function.task().toString()),
                        Map.entry("AWS_LAMBDA_RUNTIME_API", host.address()),
                        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", setting.isSnapStart() ? "snap-start" : "on-demand"),
                        Map.entry("AWS_ENDPOINT_URL", aws.url()),
                        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "gateway"),
                        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(setting.memoryMib())),
                        Map.entry("AWS_REGION", "eu-west-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "local"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "local")));
        // In Lambda the memory setting is the machine that the image's share of memory is of.
        String machine = function.isImage() ? "-XX:MaxRAM=" + setting.memoryMib() + "m" : "";
        String options = Stream.of(machine, aws.options(), setting.options())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        if (!options.isBlank()) {
            builder.environment().put("JAVA_TOOL_OPTIONS", options);
        }
        builder.environment().putAll(more);
        this.process = builder.start();
    }

    private static List<String> command(PackagedFunction function, FunctionSetting setting) {
        return function.isImage()
                ? List.of(function.program().toString(), HANDLER)
                : managed(function.clientJars(), setting);
    }

    /**
     * Three quarters of the memory are the largest heap. The first compiler tier is all there is unless the options say
     * otherwise. The managed runtime says which class its runtime client calls hooks through.
     */
    private static List<String> managed(Path clientJars, FunctionSetting setting) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + setting.memoryMib() * 3 / 4 + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
        if (!setting.options().contains("Tiered") && !setting.isSnapStart()) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-cp", clientJars.resolve("*").toString(), CLIENT, HANDLER));
        return command;
    }

    /** The most that was resident, in MiB; Linux only. */
    public long peakResidentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Of all its threads since its start. */
    public Duration cpuTime() {
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
