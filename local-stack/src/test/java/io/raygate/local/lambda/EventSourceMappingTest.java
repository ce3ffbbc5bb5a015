// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import io.raygate.local.lambda.InvocationResult.Returned;
import io.raygate.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The loop around the pure parts, against a function in memory that fails on demand. */
class EventSourceMappingTest {

    private final InMemoryStream stream = new InMemoryStream();
    private final FakeFunction function = new FakeFunction();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final MappingTarget target = new MappingTarget("f", function, failures::add);
    private final List<EventSourceMapping> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EventSourceMapping::close);
    }

    @Test
    void start_streamComesLater_isReadFromItsOldestRecord() {
        EventSourceMapping mapping = start();
        stream.put("a", "b");

        await(mapping, "recordsDelivered", 2L);

        assertThat(function.processed()).containsExactly("a", "b");
    }

    @Test
    void deliver_failsOnce_sameBatchAgainInOrder() {
        function.failOnce.add("b");
        stream.put("a", "b", "c");

        EventSourceMapping mapping = start("retry-backoff", "1ms");
        await(mapping, "recordsDelivered", 3L);

        assertThat(function.batches()).containsExactly(List.of("a", "b", "c"), List.of("a", "b", "c"));
        assertThat(mapping.status()).containsEntry("completeFailures", 1L).containsEntry("retries", 1L);
    }

    @Test
    void deliver_onePoisonRecordOf64_bisectDiscardsItAlone() {
        IntStream.range(0, 64).forEach(i -> stream.put("r" + i));
        function.failAlways.add("r37");

        EventSourceMapping mapping =
                start("bisect-batch-on-function-error", "true", "maximum-retry-attempts", "2", "retry-backoff", "1ms");
        await(mapping, "recordsDelivered", 63L);

        assertThat(function.processed()).hasSize(63).doesNotContain("r37").doesNotHaveDuplicates();
        assertThat(mapping.status())
                .containsEntry("recordsDiscarded", 1L)
                .containsEntry("retries", 2L)
                .containsEntry("splits", 6L);
        assertThat(mapping.status().get("discarded").toString()).contains("RetryAttemptsExhausted");
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("\"functionArn\":\"f\"", "RetryAttemptsExhausted", "startSequenceNumber")
                .doesNotContain("r37");
    }

    @Test
    void deliver_recordsTooOld_discardedUnseen() {
        stream.put("a");

        EventSourceMapping mapping = start("maximum-record-age", "0s");
        await(mapping, "recordsDiscarded", 1L);

        assertThat(function.batches()).isEmpty();
        assertThat(mapping.status().get("discarded").toString()).contains("RecordAgeExceeded");
    }

    @Test
    void deliver_recordLargerThanAnEvent_discardedAndTheNextOnesGoOn() {
        stream.put("a", "x".repeat(5 * 1024 * 1024), "b");

        EventSourceMapping mapping = start();
        await(mapping, "recordsDelivered", 2L);

        assertThat(function.processed()).containsExactly("a", "b");
        assertThat(mapping.status().get("discarded").toString()).contains("PayloadTooLarge");
    }

    @Test
    void deliver_manyLargeRecords_eventsStayUnderTheLimit() {
        IntStream.range(0, 10).forEach(i -> stream.put(i + "x".repeat(1_000_000)));

        EventSourceMapping mapping = start();
        await(mapping, "recordsDelivered", 10L);

        assertThat(function.largestEventBytes()).isLessThanOrEqualTo(RuntimeApiServer.MAX_PAYLOAD_BYTES);
        assertThat(function.batches().getFirst()).hasSize(4);
    }

    @Test
    void deliver_parallelLanes_orderKeptPerKey() {
        IntStream.range(0, 400).forEach(i -> stream.putKeyed(InMemoryStream.SHARD, "k" + i % 7, "k" + i % 7 + "-" + i));

        EventSourceMapping mapping = start("parallelization-factor", "4", "batch-size", "10");
        await(mapping, "recordsDelivered", 400L);

        Map<String, List<Integer>> perKey = new java.util.HashMap<>();
        function.processed()
                .forEach(text -> perKey.computeIfAbsent(text.split("-")[0], _ -> new ArrayList<>())
                        .add(Integer.valueOf(text.split("-")[1])));
        assertThat(perKey).hasSize(7).allSatisfy((_, order) -> assertThat(order).isSorted());
        assertThat(shard(mapping)).containsEntry("checkpoint", "1399").containsEntry("recordsUnfinished", 0);
    }

    @Test
    void deliver_batchingWindow_gathersRecords() {
        EventSourceMapping mapping = start("maximum-batching-window", "3s", "poll-interval", "1ms");
        stream.put("a");
        Patience.await(
                () -> mapping.status().get("shards").toString().contains("lastRead=1000"), () -> mapping.status());
        stream.put("b");

        await(mapping, "recordsDelivered", 2L);

        assertThat(function.batches()).containsExactly(List.of("a", "b"));
    }

    @Test
    void shardGone_pollerStops() {
        stream.put("a");
        EventSourceMapping mapping = start();
        await(mapping, "recordsDelivered", 1L);

        stream.remove(InMemoryStream.SHARD);

        Patience.await(() -> mapping.status().get("shards").equals(Map.of()), () -> mapping.status());
    }

    private EventSourceMapping start(String... settings) {
        EventSourceMapping mapping =
                new EventSourceMapping(InMemoryStream.NAME, stream, target, Configs.mapping(settings));
        started.add(mapping);
        mapping.start();
        return mapping;
    }

    private static void await(EventSourceMapping mapping, String counter, long value) {
        Patience.await(() -> mapping.status().get(counter).equals(value), () -> mapping.status());
    }

    @SuppressWarnings("unchecked") // a status document has strings as keys
    private static Map<String, Object> shard(EventSourceMapping mapping) {
        Map<String, Object> shards = (Map<String, Object>) mapping.status().get("shards");
        return (Map<String, Object>) shards.get(InMemoryStream.SHARD);
    }

    private static final class FakeFunction implements FunctionInvoker {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final Set<String> failOnce = new HashSet<>();
        private final Set<String> failAlways = new HashSet<>();
        private final List<List<String>> batches = new ArrayList<>();
        private final List<String> processed = new ArrayList<>();
        private int largestEventBytes;

        @Override
        public synchronized InvocationResult invoke(byte[] event) {
            List<String> batch = texts(event);
            batches.add(batch);
            largestEventBytes = Math.max(largestEventBytes, event.length);
            if (batch.stream().anyMatch(failAlways::contains) | batch.stream().anyMatch(failOnce::remove)) {
                return new Failed(Cause.FUNCTION_ERROR, "poison");
            }
            processed.addAll(batch);
            return new Returned("{}".getBytes(StandardCharsets.UTF_8));
        }

        private static List<String> texts(byte[] event) {
            try {
                List<String> texts = new ArrayList<>();
                for (JsonNode record : JSON.readTree(event).get("Records")) {
                    texts.add(new String(record.get("kinesis").get("data").binaryValue(), StandardCharsets.UTF_8));
                }
                return texts;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        synchronized List<List<String>> batches() {
            return List.copyOf(batches);
        }

        synchronized List<String> processed() {
            return List.copyOf(processed);
        }

        synchronized int largestEventBytes() {
            return largestEventBytes;
        }
    }
}
