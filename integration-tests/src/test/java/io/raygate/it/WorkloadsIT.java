// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import io.raygate.it.stack.StreamReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

/** Blocks on the local Kinesis name the pods which {@code demo-shop/workloads.yaml} puts behind the shop's addresses. */
@ExtendWith(SharedStack.class)
class WorkloadsIT {

    private static final Map<String, String> WORKLOADS = Map.of(
            "127.0.0.2", "storefront", "127.0.0.3", "checkout", "127.0.0.4", "inventory", "127.0.0.5", "payment");

    @Test
    void blocks_documentsFromTheShopsAddresses_nameItsPods(RaygateStack stack) throws IOException {
        Map<String, String> workloadOfDocument = new HashMap<>();
        for (var entry : WORKLOADS.entrySet()) {
            TestDocument document = TestDocument.numbered(1).getFirst();
            workloadOfDocument.put(document.body(), entry.getValue());
            send(entry.getKey(), document, stack);
        }
        TestDocument stranger = TestDocument.numbered(1).getFirst();
        workloadOfDocument.put(stranger.body(), "");
        send("127.0.0.77", stranger, stack);

        try (StreamReader stream = new StreamReader(stack.ports().aws())) {
            Map<String, Workload> senders = new HashMap<>();
            await("the documents on the stream")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        senders.putAll(senders(stream.blocks()));
                        return senders.keySet().containsAll(workloadOfDocument.keySet());
                    });
            workloadOfDocument.forEach(
                    (body, workload) -> assertThat(senders.get(body).name()).isEqualTo(workload));
            Workload storefront = sentBy("storefront", workloadOfDocument, senders);
            assertThat(storefront.address()).isEqualTo("127.0.0.2");
            assertThat(storefront.namespace()).isEqualTo("shop");
            assertThat(storefront.pod()).startsWith("storefront-");
            assertThat(storefront.labels()).containsEntry("app.kubernetes.io/version", "1.4.2");
            assertThat(sentBy("", workloadOfDocument, senders)).isEqualTo(Workload.ofAddress("127.0.0.77"));
        }
    }

    private static Workload sentBy(String workload, Map<String, String> expected, Map<String, Workload> senders) {
        String body = expected.entrySet().stream()
                .filter(entry -> entry.getValue().equals(workload))
                .findFirst()
                .orElseThrow()
                .getKey();
        return senders.get(body);
    }

    private static Map<String, Workload> senders(List<SegmentBlock> blocks) {
        Map<String, Workload> senders = new HashMap<>();
        for (SegmentBlock block : blocks) {
            for (Document document : block.documents()) {
                senders.put(document.text(), block.workloads().get(document.workload() - 1));
            }
        }
        return senders;
    }

    private static void send(String source, TestDocument document, RaygateStack stack) throws IOException {
        try (DatagramSocket socket = bound(source)) {
            byte[] datagram = Datagrams.framed(document.body());
            socket.send(
                    new DatagramPacket(datagram, datagram.length, stack.ports().daemon()));
        }
    }

    private static DatagramSocket bound(String source) {
        try {
            return new DatagramSocket(0, InetAddress.ofLiteral(source));
        } catch (SocketException e) {
            return abort(source + " cannot be bound here: " + e.getMessage());
        }
    }
}
