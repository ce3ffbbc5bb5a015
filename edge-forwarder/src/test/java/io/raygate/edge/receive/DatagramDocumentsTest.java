// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.spans.UnsampledSpans;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatagramDocumentsTest {

    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";
    private static final InetAddress SENDER = InetAddress.ofLiteral("10.0.0.1");

    private final Ledger ledger = new Ledger();
    private final CollectingHandler handler = new CollectingHandler(ledger);
    private final DatagramDocuments documents = new DatagramDocuments(handler, ledger, UnsampledSpans.DROP);

    @Test
    void sampledSpans_anyLength_areDecodedAndCounted() {
        for (int length = 0; length < 40; length++) {
            byte[] request = request(3, "x".repeat(length));
            send("T1S" + Base64.getEncoder().encodeToString(request));
            send("T1S" + Base64.getEncoder().withoutPadding().encodeToString(request));

            assertThat(handler.requests()).hasSize(2 * (length + 1));
            assertThat(handler.requests().getLast().request()).isEqualTo(request);
            assertThat(handler.requests().get(2 * length).request()).isEqualTo(request);
        }
        assertThat(handler.requests()).allMatch(spans -> spans.count() == 3);
        assertAddsUp(80, 240);
    }

    @Test
    void sampledSpans_asManyAsADatagramHolds_areTaken() {
        byte[] request = request(1, "x".repeat(48_000));

        send("T1S" + Base64.getEncoder().encodeToString(request));

        assertThat(handler.requests().getFirst().request()).isEqualTo(request);
    }

    @Test
    void unsampledSpans_byTheConfiguration_areDroppedOrCarried() {
        String text = "T1U" + Base64.getEncoder().encodeToString(request(4, "n"));

        send(text);

        assertThat(handler.requests()).isEmpty();
        Ledger.Balances balances = ledger.balances();
        assertThat(balances.documents().dropped()).containsEntry(DropReason.UNSAMPLED, 1L);
        assertThat(balances.spans().dropped()).containsEntry(DropReason.UNSAMPLED, 4L);
        assertAddsUp(1, 4);

        new DatagramDocuments(handler, ledger, UnsampledSpans.CARRY).onDatagram(datagram(text), SENDER, 0);
        assertThat(handler.requests()).hasSize(1);
        assertAddsUp(2, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "T1SA, INVALID_BASE64",
        "T1S====, INVALID_BASE64",
        "T1SCgA*, INVALID_BASE64",
        "'T1SCgA= ', INVALID_BASE64",
        "T1SC=A=, INVALID_BASE64",
        "T1SCg, MALFORMED_SPANS",
        "T1SAAAA, MALFORMED_SPANS",
        "T1UAAAA, MALFORMED_SPANS",
        "T1S, EMPTY_DOCUMENT",
        "T1SCgA=, EMPTY_DOCUMENT",
        "T1UCgA=, EMPTY_DOCUMENT",
        "T1M, UNKNOWN_FORMAT",
        "M1abc, UNKNOWN_FORMAT",
        "T1, UNKNOWN_FORMAT",
        "hello, UNKNOWN_FORMAT",
        "' \t', UNKNOWN_FORMAT",
    })
    void document_ofNoKnownForm_isRejectedWithAReasonOfItsOwn(String document, RejectReason reason) {
        send(document);

        assertThat(handler.documents()).isEmpty();
        assertThat(handler.requests()).isEmpty();
        assertThat(ledger.balance().rejected()).containsEntry(reason, 1L);
        assertAddsUp(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " \n{", "[]", "\"text\"", "-1"})
    void document_thatMayBeJson_isHandedOverAsItIs(String document) {
        send(document);

        assertThat(handler.documents().getFirst().text()).isEqualTo(document);
    }

    @Test
    void spans_ofRandomBytes_endInTheBooks() {
        Random random = new Random(20261127);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String text = random.nextBoolean()
                    ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.ISO_8859_1);
            send("T1S" + text);
        }
        assertThat(ledger.balance().received()).isEqualTo(20_000);
        Ledger.Balances balances = ledger.balances();
        assertAddsUp(20_000, balances.spans().received());
    }

    @Test
    void spans_known_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DatagramDocuments steady = new DatagramDocuments(new Counting(), ledger, UnsampledSpans.DROP);
        byte[] bytes = (HEADER + "T1S" + Base64.getEncoder().encodeToString(request(10, "GET /cart")))
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer datagram = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        for (int i = 0; i < 20_000; i++) {
            steady.onDatagram(datagram.rewind(), SENDER, 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            steady.onDatagram(datagram.rewind(), SENDER, 0);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes for 1,000 datagrams")
                .isLessThan(1_024);
    }

    private void send(String document) {
        documents.onDatagram(datagram(document), SENDER, 0);
    }

    private static ByteBuffer datagram(String document) {
        byte[] bytes = (HEADER + document).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private void assertAddsUp(long documentCount, long spanCount) {
        Ledger.Balances balances = ledger.balances();
        assertThat(balances.documents().received()).isEqualTo(documentCount);
        assertThat(balances.spans().received()).isEqualTo(spanCount);
        for (Ledger.Balance balance : java.util.List.of(balances.documents(), balances.spans())) {
            assertThat(balance.received())
                    .isEqualTo(balance.rejectedTotal() + balance.droppedTotal() + balance.buffered());
        }
    }

    private static byte[] request(int spans, String name) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < spans; i++) {
            scope.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(new byte[16]))
                    .setName(i == 0 ? name : "n"));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    /** Keeps nothing. */
    private static final class Counting implements DocumentHandler {

        @Override
        public void onDocument(ByteBuffer document, InetAddress source, long receivedUnixNanos) {}

        @Override
        public void onSpans(ByteBuffer request, int spans, InetAddress source, long receivedUnixNanos) {}

        @Override
        public long onPause() {
            return NOTHING_WAITS;
        }

        @Override
        public void onClose() {}
    }
}
