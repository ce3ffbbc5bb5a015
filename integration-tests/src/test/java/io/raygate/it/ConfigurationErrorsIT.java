// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What somebody reads who has configured the packaged programs wrongly: a line for each mistake, no stack, status 1. */
class ConfigurationErrorsIT {

    private static final Path FORWARDER = ScriptRun.ROOT.resolve("edge-forwarder/target/quarkus-app/quarkus-run.jar");
    private static final Path FUNCTION = ScriptRun.ROOT.resolve("gateway-lambda/target/function.zip");
    private static final Path RUNTIME = ScriptRun.ROOT.resolve("local-stack/target/runtime-interface-client");

    /** What the JVM and the runtime of Lambda say by themselves. */
    private static final String OF_OTHERS = "WARNING: ";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raygate.receive.addresses=nowhere        | raygate.receive.addresses: 'nowhere' is not an address; write host:port, [IPv6]:port or :port with a port from 0 to 65535
            raygate.block.dictionary=0x1             | raygate.block.dictionary: 0x1 is not known; write newest, none or 0x52470001
            raygate.limits.file=DIRECTORY/none       | raygate.limits.file: DIRECTORY/none: it does not exist; mount it, or name another file
            raygate.workloads.source=kubernetes      | raygate.node.name: is missing; set RAYGATE_NODE_NAME from spec.nodeName by the downward API, or write raygate.workloads.source=none
            raygate.log.level=LOUD                   | raygate.log.level: LOUD is not known; write debug, info, warn or error (environment variable RAYGATE_LOG_LEVEL)
            raygate.receive.addresses=,              | raygate.receive.addresses: , holds no value; write a text, or leave it out for 127.0.0.1:2000 (environment variable RAYGATE_RECEIVE_ADDRESSES)
            raygate.block.linger=${nope}             | raygate.block.linger: an expression in it names a key that is not set; set that key, or give the expression a default as in ${name:value}
            raygate.log.level=${nope}                | raygate.log.level: an expression in it names a key that is not set; set that key, or give the expression a default as in ${name:value}
            raygate.block.linger=${raygate.block.linger} | raygate.block.linger: its expression cannot be expanded (SRCFG00025: Recursive expression expansion is too deep for raygate.block.linger); write one that refers to other keys alone
            smallrye.config.locations=DIRECTORY/none | smallrye.config.locations: DIRECTORY/none does not exist; mount the file, or correct the name (environment variable SMALLRYE_CONFIG_LOCATIONS)
            raygate.publish.stream=                  | raygate.publish.stream: is not set; write the name or the ARN of a Kinesis stream (environment variable RAYGATE_PUBLISH_STREAM)
            """)
    void forwarder_oneMistake_isOneLine(String setting, String line) throws Exception {
        assertThat(forwarder(Map.of(), setting.replace("DIRECTORY", directory.toString())))
                .containsExactly(line.replace("DIRECTORY", directory.toString()));
    }

    @Test
    void forwarder_mistakesOfSeveralKinds_areReportedTogether() throws Exception {
        assertThat(forwarder(
                        Map.of("RAYGATE_BLOCK_LINGER", "soon"),
                        "raygate.publish.max-records=501",
                        "raygate.spool.mode=always",
                        "raygate.intake.max-documents=0",
                        "raygate.publish.max-recordz=1"))
                .containsExactly(
                        "raygate.block.linger: soon is not a duration such as 250ms, 5s or 2m; write 0s to 1h"
                                + " (environment variable RAYGATE_BLOCK_LINGER)",
                        "raygate.intake.max-documents: 0 is out of range; write 1 to 1000"
                                + " (environment variable RAYGATE_INTAKE_MAX_DOCUMENTS)",
                        "raygate.publish.max-records: 501 is out of range; write 1 to 500"
                                + " (environment variable RAYGATE_PUBLISH_MAX_RECORDS)",
                        "raygate.spool.directory: is not set, and raygate.spool.mode is always;"
                                + " write the directory for blocks, or the mode overflow"
                                + " (environment variable RAYGATE_SPOOL_DIRECTORY)",
                        "raygate.publish.max-recordz: is not a configuration key; write raygate.publish.max-records");
    }

    @Test
    void function_mistakes_areReportedTogether() throws Exception {
        unpack(FUNCTION, directory);
        String classPath = "%s:%s/lib/*:%s/*".formatted(directory, directory, RUNTIME);

        assertThat(run(
                        Map.of(
                                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9",
                                "RAYGATE_BATCH_MAX_DOCUMENTS", "51",
                                "RAYGATE_POLICY_SOURCE", "ssm"),
                        "-cp",
                        classPath,
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"))
                .containsExactly(
                        "raygate.batch.max-documents: 51 is out of range; write 1 to 50"
                                + " (environment variable RAYGATE_BATCH_MAX_DOCUMENTS)",
                        "raygate.policy.environment: is not set, and raygate.policy.source is ssm;"
                                + " write the environment that is part of the parameters' names, such as prod"
                                + " (environment variable RAYGATE_POLICY_ENVIRONMENT)");
    }

    private List<String> forwarder(Map<String, String> environment, String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-Draygate.receive.addresses=127.0.0.1:0",
                "-Draygate.proxy.port=0",
                "-Draygate.otlp.grpc.port=0",
                "-Draygate.otlp.http.port=0",
                "-Draygate.management.port=0",
                "-Draygate.publish.stream=raygate-test"));
        Stream.of(settings).map(setting -> "-D" + setting).forEach(arguments::add);
        arguments.addAll(List.of("-jar", FORWARDER.toString()));
        return run(environment, arguments.toArray(String[]::new));
    }

    /** The lines that a program writes before it ends with status 1, but for what it does until then. */
    private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RAYGATE_"));
        builder.environment().put("AWS_REGION", "eu-west-1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            List<String> lines = new String(output.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(OF_OTHERS) && !line.contains(" INFO "))
                    .toList();
            assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isEqualTo(1);
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }
}
