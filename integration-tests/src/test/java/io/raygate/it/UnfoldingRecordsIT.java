// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.BlockSender;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.StackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Small records that hold more than a function's memory, through the packaged function as Lambda runs it. */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class UnfoldingRecordsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int PROCESSES = 2;
    private static final int LARGE_RECORDS = 100;
    private static final int LARGE_BODY_BYTES = (8 << 20) - 1_000;
    private static final int WORKLOAD_RECORDS = 10;
    private static final int DOCUMENTS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"256M", "512M"})
    void send_recordsThatUnfold_areHandledWithinTheMemory(String memory) {
        List<TestDocument> valid = TestDocument.numbered(40);
        try (RaygateStack stack = RaygateStack.start(
                        List.of(
                                "-Draygate.local.function.memory-size=" + memory,
                                "-Draygate.local.function.timeout=60s"),
                        "--no-demo");
                var stream = new BlockSender(stack.ports().aws())) {
            stream.put(records(valid));

            await("everything to be dealt with")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        StackStatus now = stack.status();
                        assertThat(now.stored()).isGreaterThanOrEqualTo(valid.size());
                        assertThat(now.sent(FailureRun.QUARANTINE))
                                .isGreaterThanOrEqualTo(DOCUMENTS + WORKLOAD_RECORDS + LARGE_RECORDS);
                        assertThat(now.isIdle()).as("idle").isTrue();
                    });
            assertThat(stack.status().stored()).isEqualTo(valid.size());
            assertThat(stack.status().gatewayStarts()).isLessThanOrEqualTo(PROCESSES);
            assertThat(stack.log("gateway")).noneMatch(line -> line.contains("OutOfMemoryError"));
            assertThat(stack.gatewayBooks().addUp()).isTrue();
        }
    }

    private static List<byte[]> records(List<TestDocument> valid) {
        List<String> bodies = valid.stream().map(TestDocument::body).toList();
        List<byte[]> records = new ArrayList<>(TestBlocks.pack(bodies.subList(0, valid.size() / 2), 1));
        records.add(new RawBlocks(1).documents(DOCUMENTS, "").frame());
        byte[] workloads = new RawBlocks(2).workloads(DOCUMENTS, 80).frame();
        byte[] large =
                new RawBlocks(3).documents(1, " ".repeat(LARGE_BODY_BYTES)).frame();
        for (int i = 0; i < LARGE_RECORDS; i++) {
            records.add(large);
            if (i < WORKLOAD_RECORDS) {
                records.add(workloads);
            }
        }
        records.addAll(TestBlocks.pack(bodies.subList(valid.size() / 2, valid.size()), 1));
        return records;
    }
}
