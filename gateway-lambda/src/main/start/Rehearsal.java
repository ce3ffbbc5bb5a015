// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the gateway's image start fast: {@code java -cp DIRECTORY/lib/* Rehearsal.java DIRECTORY JAVA CLASSPATH
 * JVM-OPTION...}. Runs the function once under AWS's runtime client, with its policy from SSM and batches that go to X-Ray
 * over TLS, and writes the classes that it used and the profiles of their methods into {@code DIRECTORY/app.aot}. Nothing
 * leaves the machine. Ends with a status other than 0, and the function's output, where the function does not do its work.
 */
final class Rehearsal {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    /** Enough for the first compiler tier to profile what a batch runs through. */
    private static final int BATCHES = 40;

    /** Of the JVM when it ends by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final long PATIENCE_SECONDS = 300;

    private final Path directory;
    private final Path java;
    private final String classpath;
    private final List<String> options;

    private Rehearsal(Path directory, Path java, String classpath, List<String> options) {
        this.directory = directory;
        this.java = java;
        this.classpath = classpath;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        Rehearsal rehearsal = new Rehearsal(
                Path.of(all.get(0)).toAbsolutePath(), Path.of(all.get(1)), all.get(2), all.subList(3, all.size()));
        Path work = Files.createTempDirectory("raygate-rehearsal-");
        try {
            rehearsal.record(work);
            rehearsal.writeCache(work);
        } catch (IllegalStateException e) {
            for (String log : List.of("function.log", "cache.log")) {
                if (Files.exists(work.resolve(log))) {
                    Files.readAllLines(work.resolve(log)).forEach(System.err::println);
                }
            }
            throw e;
        } finally {
            for (Path file : Files.list(work).toList()) {
                Files.delete(file);
            }
            Files.delete(work);
        }
    }

    private void record(Path work) throws Exception {
        try (RehearsalHost host = RehearsalHost.start(work)) {
            Process function = start(
                    List.of(
                            "-XX:AOTMode=record",
                            "-XX:AOTConfiguration=" + work.resolve("classes.conf"),
                            "-Djavax.net.ssl.trustStore=" + host.trustStore(),
                            "-Djavax.net.ssl.trustStorePassword=" + RehearsalHost.PASSWORD),
                    host.environment(),
                    work.resolve("function.log"));
            try {
                for (int batch = 0; batch < BATCHES; batch++) {
                    host.invoke(RehearsalEvents.event(batch), function);
                }
                function.destroy();
                awaitEnd(function, TERMINATED);
            } finally {
                function.destroyForcibly();
            }
        }
    }

    private void writeCache(Path work) throws Exception {
        Process writer = start(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + work.resolve("classes.conf"),
                        "-XX:AOTCache=" + directory.resolve("app.aot")),
                Map.of(),
                work.resolve("cache.log"));
        awaitEnd(writer, 0);
    }

    private Process start(List<String> flags, Map<String, String> environment, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(flags);
        command.addAll(List.of("-cp", classpath, CLIENT, HANDLER));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("_HANDLER", HANDLER);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitEnd(Process process, int status) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the function does not end");
        }
        if (process.exitValue() != status) {
            throw new IllegalStateException("the function ended with status " + process.exitValue());
        }
    }
}
