// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A real function package under AWS's runtime interface client, in its own process. */
class MappedFunctionTest {

    @TempDir
    Path directory;

    private final InMemoryStream stream = new InMemoryStream();
    private final List<MappedFunction> started = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (MappedFunction function : started) {
            function.close();
        }
    }

    @Test
    void start_recordsWaiting_deliveredInOrder() throws IOException {
        stream.put("a", "b", "c", "d", "e");

        MappedFunction function = start(List.of(), "batch-size", "2");

        awaitDelivered("a", "b", "c", "d", "e");
        awaitMapping(function, "successes", 3L);
        assertThat(mapping(function)).containsEntry("completeFailures", 0L).containsEntry("recordsDelivered", 5L);
        assertThat(environment(function, 0)).containsEntry("state", "ready").containsEntry("starts", 1);
        assertThat(environment(function, 1))
                .containsEntry("state", "not_started")
                .containsEntry("pid", 0L);
    }

    @Test
    void deliver_recordReported_onlyItIsDiscarded() throws IOException {
        stream.put("a", "b", "report", "c", "d");

        MappedFunction function = start(
                List.of(),
                "bisect-batch-on-function-error",
                "true",
                "maximum-retry-attempts",
                "1",
                "retry-backoff",
                "1ms");

        awaitDelivered("a", "b", "c", "d");
        awaitMapping(function, "recordsDelivered", 4L);
        assertThat(mapping(function)).containsEntry("recordsDiscarded", 1L).containsEntry("retries", 1L);
        assertThat((Long) mapping(function).get("partialFailures")).isPositive();
        assertThat(discardedSizes(function)).containsExactly(1);
    }

    @Test
    void deliver_recordThrows_bisectedDownToIt() throws IOException {
        String[] good = IntStream.range(0, 9).mapToObj(i -> "r" + i).toArray(String[]::new);
        stream.put(good[0], good[1], good[2], "throw").put(good[3], good[4], good[5], good[6], good[7], good[8]);

        MappedFunction function = start(
                List.of(),
                "bisect-batch-on-function-error",
                "true",
                "maximum-retry-attempts",
                "0",
                "retry-backoff",
                "1ms");

        awaitMapping(function, "recordsDelivered", 9L);
        assertThat(mapping(function)).containsEntry("recordsDiscarded", 1L).containsEntry("retries", 0L);
        assertThat(discardedSizes(function)).containsExactly(1);
        assertThat(delivered()).contains(good).doesNotContain("throw");
        assertThat(environment(function, 0))
                .as("a thrown error does not end the process")
                .containsEntry("starts", 1);
    }

    @Test
    void deliver_processKilled_sentAgainToAnotherProcess() throws IOException {
        stream.put("a", "hang-until-killed", "b");
        MappedFunction function = start(List.of(), "retry-backoff", "1ms");
        Patience.await(() -> Files.exists(directory.resolve("hang-until-killed")), function::status);

        long pid = (Long) environment(function, 0).get("pid");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        awaitDelivered("a", "a", "hang-until-killed", "b");
        awaitMapping(function, "recordsDelivered", 3L);
        assertThat(mapping(function)).containsEntry("completeFailures", 1L).containsEntry("retries", 1L);
        assertThat(environment(function, 0)).containsEntry("starts", 2).doesNotContainEntry("pid", pid);
    }

    @Test
    void deliver_timeout_processKilledAndSentAgain() throws IOException {
        stream.put("hang-until-timeout", "a");

        MappedFunction function = start(List.of("timeout", "700ms"), "retry-backoff", "1ms");

        awaitDelivered("hang-until-timeout", "a");
        awaitMapping(function, "recordsDelivered", 2L);
        assertThat(mapping(function)).containsEntry("completeFailures", 1L);
        assertThat(environment(function, 0)).containsEntry("starts", 2);
    }

    @Test
    void start_handlerRefuses_staysUnreadyAndIsTriedAgain() throws IOException {
        stream.put("a");

        MappedFunction function = start(List.of("environment.FAIL_INIT", "1", "restart-backoff", "1ms"));

        Patience.await(() -> (Integer) environment(function, 0).get("starts") > 1, function::status);
        assertThat(function.ready()).isFalse();
        assertThat(mapping(function)).containsEntry("invocations", 0L);
    }

    @Test
    void makeReady_handlerRefuses_saysWhyWithLastOutput() throws Exception {
        FunctionConfig config = config(List.of("environment.FAIL_INIT", "1"));
        StreamArn arn = StreamArn.parse(stream.streamArn(InMemoryStream.NAME));
        try (FunctionLauncher launcher =
                        FunctionLauncher.prepare(config, config.zip().orElseThrow(), arn);
                EnvironmentSlot slot = new EnvironmentSlot(launcher, 0)) {
            assertThat(slot.makeReady())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("refused to start")
                            .contains("about to refuse")
                            .doesNotContain("\n"));
            assertThat(slot.status()).containsEntry("state", "ended").containsEntry("pid", 0L);
        }
    }

    @Test
    void start_bootstrapInPackage_isRunInsteadOfJava() throws IOException {
        String script = """
                #!/bin/sh
                exec "$TEST_JAVA" -Xmx64m --enable-native-access=ALL-UNNAMED -cp "$TEST_CLIENT/*" \\
                  com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
                """;
        FunctionZip.withBootstrap(directory, script);
        stream.put("a");

        start(List.of(
                "environment.TEST_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "environment.TEST_CLIENT",
                        Path.of("target/runtime-interface-client")
                                .toAbsolutePath()
                                .toString()));

        awaitDelivered("a");
    }

    @Test
    void close_processBusy_leavesNoProcessBehind() throws IOException {
        stream.put("hang-until-closed");
        MappedFunction function = start(List.of());
        Patience.await(() -> Files.exists(directory.resolve("hang-until-closed")), function::status);
        long pid = (Long) environment(function, 0).get("pid");

        function.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(environment(function, 0)).containsEntry("state", "closed").containsEntry("pid", 0L);
        started.clear();
    }

    private MappedFunction start(List<String> functionSettings, String... mappingSettings) throws IOException {
        FunctionConfig config = config(functionSettings);
        FunctionLauncher launcher = FunctionLauncher.prepare(
                config, config.zip().orElseThrow(), StreamArn.parse(stream.streamArn(InMemoryStream.NAME)));
        MappedFunction function =
                MappedFunction.prepare(launcher, Configs.mapping(mappingSettings), stream, FailureQueue.NONE);
        started.add(function);
        function.start();
        return function;
    }

    private FunctionConfig config(List<String> settings) throws IOException {
        Path zip = directory.resolve("function.zip");
        if (!Files.exists(zip)) {
            FunctionZip.scripted(directory);
        }
        List<String> all = new ArrayList<>(List.of(
                "zip", zip.toString(),
                "handler", FunctionZip.HANDLER,
                "memory-size", "128M",
                "log-file", directory.resolve("function.log").toString(),
                "environment.DELIVERED", directory.resolve("delivered").toString()));
        all.addAll(settings);
        return Configs.function(all.toArray(String[]::new));
    }

    private void awaitDelivered(String... texts) {
        Patience.await(() -> delivered().size() >= texts.length, this::delivered);
        assertThat(delivered()).containsExactly(texts);
    }

    private List<String> delivered() {
        Path file = directory.resolve("delivered");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitMapping(MappedFunction function, String key, Object value) {
        Patience.await(() -> value.equals(mapping(function).get(key)), function::status);
    }

    private static Map<?, ?> first(Map<String, Object> status, String key, int index) {
        return (Map<?, ?>) ((List<?>) status.get(key)).get(index);
    }

    private static Map<String, Object> mapping(MappedFunction function) {
        return typed(first(function.status(), "mappings", 0));
    }

    private static Map<String, Object> environment(MappedFunction function, int number) {
        return typed(first(function.status(), "environments", number));
    }

    @SuppressWarnings("unchecked") // a status document has strings as keys
    private static Map<String, Object> typed(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static List<Integer> discardedSizes(MappedFunction function) {
        return ((List<?>) mapping(function).get("discarded"))
                .stream()
                        .map(discarded -> (Map<?, ?>) ((Map<?, ?>) discarded).get("KinesisBatchInfo"))
                        .map(info -> (Integer) info.get("batchSize"))
                        .toList();
    }
}
