// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.block.Workload;
import io.raygate.contract.read.JsonFile;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.redact.Unreadable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OwnedDocumentsTest {

    private static final TenantPolicy SHOP =
            new PolicyReader(List.of(), Unreadable.WITHHOLD, false).read(new TenantId("shop"), JsonFile.read("""
                {"apiVersion": "raygate/v1", "kind": "GatewayPolicy", "tenant": "shop", "clusters": ["own"],
                 "sharedClusters": {"shared": ["shop", "shop-batch"]}}\
                """));

    @Test
    void of_sharedCluster_takesTheTenantsNamespacesAndUnknownPods() {
        List<ReceivedDocument> documents = List.of(
                document("shared", "shop"),
                document("shared", "shop-batch"),
                document("shared", ""),
                unnamed("shared"));

        OwnedDocuments owned = OwnedDocuments.of(SHOP, documents);

        assertThat(owned.owned()).isEqualTo(documents);
        assertThat(owned.quarantined()).isEmpty();
    }

    @Test
    void of_sharedCluster_quarantinesNamespacesOfOthers() {
        OwnedDocuments owned = OwnedDocuments.of(SHOP, List.of(document("shared", "bank"), document("shared", "shop")));

        assertThat(owned.owned()).hasSize(1);
        assertThat(owned.quarantined())
                .extracting(Quarantined::reason)
                .containsExactly(QuarantineReason.NAMESPACE_NOT_OWNED);
    }

    @Test
    void of_ownCluster_takesEveryNamespace() {
        assertThat(OwnedDocuments.of(SHOP, List.of(document("own", "bank"))).quarantined())
                .isEmpty();
    }

    @Test
    void of_foreignCluster_isForeignWhateverTheNamespace() {
        assertThat(OwnedDocuments.of(SHOP, List.of(document("else", "shop"))).quarantined())
                .extracting(Quarantined::reason)
                .containsExactly(QuarantineReason.CLUSTER_NOT_OWNED);
    }

    private static ReceivedDocument document(String cluster, String namespace) {
        Workload pod = new Workload("10.0.0.1", namespace, "pod", "", "", "", "", "", Map.of());
        return received(cluster, List.of(pod), 1);
    }

    private static ReceivedDocument unnamed(String cluster) {
        return received(cluster, List.of(), 0);
    }

    private static ReceivedDocument received(String cluster, List<Workload> workloads, int workload) {
        byte[] body = "{}".getBytes(UTF_8);
        Document document = new Document(workload, DocumentKind.XRAY_JSON, 0, body, 0, body.length);
        Origin origin = new Origin(cluster, "", "", "", "", "", "", 1);
        return new ReceivedDocument(0, new SegmentBlock(1, origin, 0, workloads, List.of(document)), document);
    }
}
