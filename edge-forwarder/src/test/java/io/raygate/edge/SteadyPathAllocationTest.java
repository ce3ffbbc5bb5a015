// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.block.SealedBlock;
import io.raygate.edge.block.BlockAssemblers;
import io.raygate.edge.limit.LimitStage;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** From a document to its block with limits and workloads on, each stage as the forwarder wires it. */
@QuarkusTest
@TestProfile(SteadyPathAllocationTest.LimitsAndWorkloads.class)
class SteadyPathAllocationTest {

    private static final int BATCH = 64;

    private static final List<InetAddress> SENDERS = List.of(
            InetAddress.ofLiteral("10.0.0.1"), // kept, rate counted
            InetAddress.ofLiteral("10.0.0.2"), // thinned
            InetAddress.ofLiteral("10.0.0.3"), // beyond its rate
            InetAddress.ofLiteral("10.0.0.4")); // of no known workload

    @Inject
    LimitStage limits;

    @Inject
    BlockAssemblers assemblers;

    @Inject
    Ledger ledger;

    private long sealed;

    @Test
    void onDocument_knownSendersBetweenTwoSeals_allocatesNothing() {
        DocumentHandler handler = limits.before(assemblers.create(1, this::count));
        ByteBuffer[] documents = documents();

        assertAllocatesNothing(() -> send(handler, documents));
        handler.onClose();

        assertThat(ledger.shedByNamespace().get("shop")).containsKeys(DropReason.THINNED, DropReason.RATE_LIMITED);
    }

    @Test
    void onSpans_keptBetweenTwoSeals_allocatesNothing() {
        DocumentHandler handler = limits.before(assemblers.create(2, this::count));
        ByteBuffer request = ByteBuffer.wrap(ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addAllSpans(Collections.nCopies(
                                        2,
                                        Span.newBuilder().setName("GET /cart").build()))))
                .build()
                .toByteArray());

        assertAllocatesNothing(() -> {
            for (int i = 0; i < BATCH; i++) {
                handler.onSpans(request.rewind(), 2, SENDERS.getFirst(), 1_700_000_000_000_000_000L);
            }
            handler.onPause();
        });
        handler.onClose();
    }

    /** A block begins with its workloads; in between, a byte for each document would be over 100,000. */
    private void assertAllocatesNothing(Runnable batch) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3_000; round++) {
            batch.run();
        }
        long allocated = 0;
        int measured = 0;
        for (int round = 0; round < 2_000; round++) {
            long sealedBefore = sealed;
            long before = threads.getCurrentThreadAllocatedBytes();
            batch.run();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            if (sealed == sealedBefore) {
                allocated += bytes;
                measured++;
            }
        }

        assertThat(measured).isGreaterThan(1_000);
        assertThat(allocated)
                .as("bytes in %d batches of %d documents", measured, BATCH)
                .isLessThan(8_192);
        assertThat(sealed).isPositive();
    }

    private void count(SealedBlock block) {
        sealed++;
        ledger.publish(new Ledger.Contents(block.documents(), block.spans()));
    }

    private static void send(DocumentHandler handler, ByteBuffer[] documents) {
        for (int i = 0; i < documents.length; i++) {
            documents[i].rewind();
            handler.onDocument(documents[i], SENDERS.get(i % SENDERS.size()), 1_700_000_000_000_000_000L);
        }
        handler.onPause();
    }

    private static ByteBuffer[] documents() {
        ByteBuffer[] documents = new ByteBuffer[BATCH];
        for (int i = 0; i < BATCH; i++) {
            String text =
                    "{\"name\":\"checkout\",\"id\":\"%016x\",\"trace_id\":\"1-5759e988-%024x\"}".formatted(i, i * 7);
            documents[i] = ByteBuffer.allocateDirect(text.length()).put(text.getBytes(UTF_8));
        }
        return documents;
    }

    /** Blocks are large, so that most batches fall between two seals. */
    public static final class LimitsAndWorkloads implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.limits.file", file("limits", """
                        segmentsPerSecondPerNode: 1000000
                        limits:
                          - {namespace: shop, workload: checkout, segmentsPerSecondPerNode: 1000000}
                          - {namespace: shop, workload: thinned, keepTraces: 0.1}
                          - {namespace: shop, workload: noisy, segmentsPerSecondPerNode: 1}
                        """),
                    "raygate.workloads.source", "file",
                    "raygate.workloads.file", file("workloads", """
                        workloads:
                          "10.0.0.1": {namespace: shop, workload: checkout}
                          "10.0.0.2": {namespace: shop, workload: thinned}
                          "10.0.0.3": {namespace: shop, workload: noisy}
                        """),
                    "raygate.block.target-record", "1M",
                    "raygate.block.max-content", "1M",
                    "raygate.block.max-documents", "1000000",
                    "raygate.block.linger", "1h");
        }

        private static String file(String name, String content) {
            try {
                Path file = Files.createTempFile(name, ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(file, content).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
