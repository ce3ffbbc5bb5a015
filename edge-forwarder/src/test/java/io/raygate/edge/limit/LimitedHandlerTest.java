// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.raygate.block.Workload;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LimitedHandlerTest {

    private static final InetAddress STOREFRONT = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress CHECKOUT = InetAddress.ofLiteral("10.0.0.2");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("10.0.0.3");

    private final Ledger ledger = new Ledger();
    private final List<String> passed = new ArrayList<>();
    private final List<byte[]> requests = new ArrayList<>();
    private final Map<InetAddress, Workload> workloads =
            new HashMap<>(Map.of(STOREFRONT, workload("storefront"), CHECKOUT, workload("checkout")));
    private long nowNanos = -5;
    private Limits limits = limits("{}");

    @Test
    void onDocument_workloadBeyondItsRate_isShedAndOthersAreNot() {
        limits = limits("limits: [{namespace: shop, workload: '*', segmentsPerSecondPerNode: 10}]");
        DocumentHandler handler = handler();

        for (int i = 0; i < 25; i++) {
            handler.onDocument(document(i), STOREFRONT, 0);
            handler.onDocument(document(i), STRANGER, 0);
        }
        handler.onDocument(document(0), CHECKOUT, 0);

        assertThat(passed).hasSize(10 + 25 + 1);
        assertThat(ledger.shedByNamespace()).isEqualTo(Map.of("shop", Map.of(DropReason.RATE_LIMITED, 15L)));
        assertThat(ledger.balance().received()).isEqualTo(51);
    }

    @Test
    void onDocument_podsOfANamespace_shareItsTokens() {
        limits = limits("limits: [{namespace: shop, segmentsPerSecondPerNode: 10}]");
        DocumentHandler handler = handler();

        for (int i = 0; i < 10; i++) {
            handler.onDocument(document(i), STOREFRONT, 0);
            handler.onDocument(document(i), CHECKOUT, 0);
        }

        assertThat(passed).hasSize(10);
    }

    @Test
    void onDocument_nodeBeyondItsRate_isShedWhoeverSent() {
        limits = limits("segmentsPerSecondPerNode: 10\nburstSegments: 5");
        DocumentHandler handler = handler();

        for (int i = 0; i < 10; i++) {
            handler.onDocument(document(i), i % 2 == 0 ? STOREFRONT : STRANGER, 0);
        }
        nowNanos += 1_000_000_000;
        handler.onDocument(document(10), STRANGER, 0);

        assertThat(passed).hasSize(6);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.NODE_RATE_LIMITED, 5L);
        assertThat(ledger.shedByNamespace()).containsOnlyKeys("shop", "");
    }

    @Test
    void onDocument_thinned_keepsWholeTracesOnEverySocket() {
        limits = limits("limits: [{namespace: shop, keepTraces: 0.25}]");
        DocumentHandler one = handler();
        DocumentHandler other = handler();

        for (int i = 0; i < 4_000; i++) {
            one.onDocument(document(i), STOREFRONT, 0);
            other.onDocument(document(i), CHECKOUT, 0);
        }

        assertThat(passed.size()).isCloseTo(2_000, within(200)).isEven();
        assertThat(count(passed).values()).containsOnly(2);
    }

    @Test
    void onDocument_withoutATraceId_isNeverThinned() {
        limits = limits("limits: [{namespace: shop, keepTraces: 0}]");
        DocumentHandler handler = handler();

        handler.onDocument(ByteBuffer.wrap("no json".getBytes(UTF_8)), STOREFRONT, 0);
        handler.onDocument(document(1), STOREFRONT, 0);

        assertThat(passed).containsExactly("no json");
    }

    @Test
    void onDocument_policyReadAnew_countsFromThenOn() {
        DocumentHandler handler = handler();
        handler.onDocument(document(1), STOREFRONT, 0);

        limits = limits("limits: [{namespace: shop, keepTraces: 0}]");
        handler.onDocument(document(1), STOREFRONT, 0);

        assertThat(passed).hasSize(1);
    }

    @Test
    void onDocument_addressTakenOverByAnotherPod_countsForThatOne() {
        limits = limits("limits: [{namespace: shop, workload: checkout, keepTraces: 0}]");
        DocumentHandler handler = handler();
        handler.onDocument(document(1), STOREFRONT, 0);

        workloads.put(STOREFRONT, workload("checkout"));
        handler.onDocument(document(1), STOREFRONT, 0);

        assertThat(passed).hasSize(1);
    }

    @Test
    void onDocument_passedOnByAnotherProgram_sharesTheRuleOfUnknownSendersAndTheNodes() {
        workloads.put(CHECKOUT, Workloads.RELAYED);
        limits = limits("segmentsPerSecondPerNode: 12\nlimits: [{namespace: '', segmentsPerSecondPerNode: 10}]");
        DocumentHandler handler = handler();

        for (int i = 0; i < 8; i++) {
            handler.onDocument(document(i), CHECKOUT, 0);
            handler.onDocument(document(i), STRANGER, 0);
        }
        for (int i = 0; i < 4; i++) {
            handler.onDocument(document(i), STOREFRONT, 0);
        }

        assertThat(passed).hasSize(12);
        assertThat(ledger.shedByNamespace())
                .isEqualTo(Map.of(
                        "", Map.of(DropReason.RATE_LIMITED, 6L), "shop", Map.of(DropReason.NODE_RATE_LIMITED, 2L)));
    }

    @Test
    void onSpans_beyondTheRate_theFirstOnesStay() throws Exception {
        limits = limits("segmentsPerSecondPerNode: 1\nburstSegments: 30");
        DocumentHandler handler = handler();

        handler.onSpans(ByteBuffer.wrap(spans(0, 20)), 20, STOREFRONT, 0);
        handler.onSpans(ByteBuffer.wrap(spans(20, 20)), 20, STRANGER, 0);
        handler.onSpans(ByteBuffer.wrap(spans(40, 20)), 20, STOREFRONT, 0);

        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst()).isEqualTo(spans(0, 20));
        assertThat(requests.getLast()).isEqualTo(spans(20, 10));
        assertThat(ledger.shedSpansByNamespace())
                .isEqualTo(Map.of(
                        "",
                        Map.of(DropReason.NODE_RATE_LIMITED, 10L),
                        "shop",
                        Map.of(DropReason.NODE_RATE_LIMITED, 20L)));
        assertThat(ledger.shedByNamespace()).isEqualTo(Map.of("shop", Map.of(DropReason.NODE_RATE_LIMITED, 1L)));
        assertAddsUp(3, 60);
    }

    @Test
    void onSpans_thinned_keepsTheTracesThatAreKeptOfSegments() throws Exception {
        limits = limits("limits: [{namespace: shop, keepTraces: 0.25}]");
        DocumentHandler handler = handler();

        handler.onSpans(ByteBuffer.wrap(spans(0, 4_000)), 4_000, STOREFRONT, 0);
        for (int i = 0; i < 4_000; i++) {
            handler.onDocument(document(i), STOREFRONT, 0);
        }

        List<String> traces =
                ExportTraceServiceRequest.parseFrom(requests.getFirst())
                        .getResourceSpans(0)
                        .getScopeSpans(0)
                        .getSpansList()
                        .stream()
                        .map(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()))
                        .toList();
        assertThat(traces).hasSize(passed.size()).hasSizeBetween(800, 1_200);
        assertThat(passed).allMatch(document -> traces.contains(traceOf(document)));
        assertAddsUp(4_001, 4_000);
    }

    private void assertAddsUp(long documents, long spans) {
        Ledger.Balances balances = ledger.balances();
        assertThat(balances.documents().received()).isEqualTo(documents);
        assertThat(balances.spans().received()).isEqualTo(spans);
        for (Ledger.Balance balance : List.of(balances.documents(), balances.spans())) {
            assertThat(balance.received()).isEqualTo(balance.droppedTotal() + balance.buffered());
        }
    }

    private static String traceOf(String document) {
        return document.replaceAll(".*\"1-([0-9a-f]{8})-([0-9a-f]{24})\".*", "$1$2");
    }

    private static byte[] spans(int first, int count) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = first; i < first + count; i++) {
            scope.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex("5759e988%024x".formatted(i)))));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private DocumentHandler handler() {
        DocumentHandler next = new DocumentHandler() {
            @Override
            public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {
                passed.add(UTF_8.decode(document).toString());
                ledger.accept();
            }

            @Override
            public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {
                byte[] bytes = new byte[request.remaining()];
                request.get(bytes);
                requests.add(bytes);
                ledger.acceptSpans(spans);
            }

            @Override
            public long onPause() {
                return NOTHING_WAITS;
            }

            @Override
            public void onClose() {}
        };
        Workloads known = source -> workloads.getOrDefault(source, Workloads.UNKNOWN);
        return new LimitedHandler(next, known, () -> limits, ledger, () -> nowNanos);
    }

    private Limits limits(String policy) {
        return new Limits(LimitPolicy.parse(policy.getBytes(UTF_8)), nowNanos);
    }

    private static Map<String, Integer> count(List<String> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }

    private static Workload workload(String name) {
        return new Workload("", "shop", name + "-1", "", name, "", "", "", Map.of());
    }

    private static ByteBuffer document(int trace) {
        return ByteBuffer.wrap(
                "{\"trace_id\":\"1-5759e988-%024x\"}".formatted(trace).getBytes(UTF_8));
    }
}
