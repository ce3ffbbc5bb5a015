// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.pipeline;

import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.Events;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.pipeline.Preparation.Prepared;
import io.raygate.gateway.policy.NoPolicyException;
import io.raygate.gateway.policy.PolicyFiles;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import io.raygate.gateway.validate.EventValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All stages of a tenant together, with policies from a directory. */
class PreparationTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final String PLATFORM_SECRET = "4111-1111";
    private static final String TENANT_SECRET = "anna@example.com";

    @TempDir
    private Path directory;

    private Preparation stages;

    @BeforeEach
    void writePolicy() throws IOException {
        write("strict", "  redaction: [{path: '**.mail', action: drop}]\n");
        stages = PolicyFiles.stages(directory, "**.card", new EventValidator());
    }

    @Test
    void prepare_ownDocuments_areRedactedByPlatformAndTenantAndEnriched() {
        Prepared event = stages.prepare(SHOP, List.of(document("shop-prod", secretive())));

        String sent = event.toSend().getFirst().document().text();
        assertThat(sent).doesNotContain(PLATFORM_SECRET, TENANT_SECRET).contains("\"k8s_cluster\":\"shop-prod\"");
        assertThat(event.redacted().redacted()).containsEntry("DROP", 2);
        assertThat(event.enriched().enriched()).isEqualTo(1);
        assertThat(event.quarantined()).isEmpty();
    }

    @Test
    void prepare_clusterOfSomebodyElse_isQuarantinedRedacted() {
        Prepared event = stages.prepare(
                SHOP,
                List.of(
                        document("bank-prod", secretive()),
                        document("", secretive()),
                        document("shop-prod", Events.segment(2))));

        assertThat(event.toSend()).hasSize(1);
        assertThat(event.quarantined())
                .extracting(Quarantined::reason)
                .containsExactly(QuarantineReason.CLUSTER_NOT_OWNED, QuarantineReason.CLUSTER_NOT_OWNED);
        assertThat(event.quarantined()).allSatisfy(PreparationTest::assertNoSecret);
    }

    @Test
    void prepare_refusedDocuments_leakNothing() {
        Prepared event = stages.prepare(
                SHOP,
                List.of(
                        document("shop-prod", secretive().replace("\"name\"", "\"nome\"")),
                        document("shop-prod", secretive().substring(1))));

        assertThat(event.toSend()).isEmpty();
        assertThat(event.quarantined()).hasSize(2).allSatisfy(PreparationTest::assertNoSecret);
        assertThat(event.quarantined().getLast().document().document().text()).startsWith("{\"raygate_withheld\"");
    }

    @Test
    void prepare_keyThatRepairRenames_isRedactedByEitherName() throws IOException {
        for (String name : List.of("user-email", "user_email")) {
            write("repair", "  redaction: [{path: annotations." + name + ", action: drop}]\n");
            String document = Events.segment(1)
                    .replace(
                            "\"start_time\"",
                            "\"annotations\":{\"user-\\u0065mail\":\"" + TENANT_SECRET
                                    + "\",\"a-b\":1},\"start_time\"");
            Prepared event = stages.prepare(
                    SHOP,
                    List.of(
                            document("shop-prod", document),
                            document("shop-prod", document.replace("\"name\"", "\"nome\"")),
                            document("bank-prod", document)));

            assertThat(event.toSend().getFirst().document().text())
                    .doesNotContain(TENANT_SECRET)
                    .contains("\"a_b\":1");
            assertThat(event.quarantined()).hasSize(2).allSatisfy(PreparationTest::assertNoSecret);
            assertThat(event.quarantined())
                    .allSatisfy(refused ->
                            assertThat(refused.document().document().text()).contains("\"a-b\":1"));
        }
    }

    @Test
    void prepare_encodedTwice_isWithheldWhereItWouldHideFromRules() {
        String twice = "\"" + secretive().replace("\"", "\\\"") + "\"";
        String within = Events.segment(2)
                .replace("\"name\"", "\"subsegments\":[" + twice + "],\"metadata\":{\"n\":1},\"nome\"");

        Prepared event = stages.prepare(SHOP, List.of(document("shop-prod", twice), document("shop-prod", within)));

        assertThat(event.quarantined()).hasSize(2).allSatisfy(PreparationTest::assertNoSecret);
        assertThat(event.quarantined().getFirst().document().document().text())
                .isEqualTo("{\"raygate_withheld\":\"redaction cannot read it\",\"bytes\":" + twice.length() + "}");
        assertThat(event.quarantined().getLast().document().document().text())
                .contains("\"subsegments\":[\"raygate_withheld\"]", "\"metadata\":{\"n\":1}");
        assertThat(event.redacted().redacted()).containsEntry("WITHHOLD", 2);
    }

    @Test
    void prepare_pointerBelowADroppedPath_isCut() throws IOException {
        write("repair", "  redaction: [{path: annotations.user_data, action: drop}]\n");
        String broken = Events.segment(1)
                .replace(
                        "\"start_time\"",
                        "\"annotations\":{\"user-data\":{\"" + TENANT_SECRET + "\":[}},\"start_time\"");

        Quarantined refused = stages.prepare(SHOP, List.of(document("shop-prod", broken)))
                .quarantined()
                .getFirst();

        assertThat(refused.code()).isEqualTo("NOT_JSON");
        assertThat(refused.pointer()).isEqualTo("/annotations");
        assertNoSecret(refused);
    }

    @Test
    void prepare_override_takesTheGatewaysKeysFromEveryDepth() throws IOException {
        write("repair", "  enrichment: {override: true, annotations: {team: shop}, labels: {version: v}}\n");
        String spoofed = "\"aws\":{\"eks\":{\"pod\":\"evil\"}},\"metadata\":{\"kubernetes\":{\"pod\":\"evil\"}},"
                + "\"annotations\":{\"k8s_names\\u0070ace\":\"evil\",\"k8s-workload\":\"evil\",\"version\":\"evil\","
                + "\"team\":\"evil\",\"mine\":1},";
        String inner = Events.segment(2).replace("\"name\"", spoofed + "\"name\"");
        String outer = inner.replace("\"name\"", "\"subsegments\":[" + inner + "],\"name\"");
        String segment = outer.replace("\"name\"", "\"subsegments\":[" + outer + "],\"name\"");
        String independent =
                segment.replaceFirst("\"name\"", "\"type\":\"subsegment\",\"parent_id\":\"70de5b6f19ff9a0a\",\"name\"");

        Prepared event =
                stages.prepare(SHOP, List.of(document("shop-prod", segment), document("shop-prod", independent)));

        assertThat(event.toSend()).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.document().text()).doesNotContain("evil");
            assertThat(sent.document().text()).contains("\"team\":\"shop\"", "\"k8s_cluster\":\"shop-prod\"");
            assertThat(sent.document().text().split("\"mine\":1", -1)).hasSize(5);
        });
    }

    @Test
    void prepare_fileThatChanges_holdsFromTheNextInvocationAndABrokenOneDoesNot() throws IOException {
        assertThat(stages.prepare(SHOP, List.of(document("shop-prod", repairable())))
                        .toSend())
                .isEmpty();

        write("repair", "");
        assertThat(stages.prepare(SHOP, List.of(document("shop-prod", repairable())))
                        .toSend())
                .hasSize(1);

        write("lax", "");
        Prepared event = stages.prepare(SHOP, List.of(document("shop-prod", repairable())));
        assertThat(event.toSend()).hasSize(1);
        assertThat(event.policyProblems()).containsEntry("POLICY_INVALID", 1);
    }

    @Test
    void prepare_tenantWithoutFile_fails() {
        assertThatThrownBy(() -> stages.prepare(new TenantId("nobody"), List.of()))
                .isInstanceOf(NoPolicyException.class)
                .hasMessageContaining("nobody.yaml does not exist");
        assertThatThrownBy(() -> stages.prepare(new TenantId("../shop"), List.of()))
                .isInstanceOf(NoPolicyException.class);
    }

    private void write(String mode, String more) throws IOException {
        Files.writeString(directory.resolve("shop.yaml"), """
                apiVersion: raygate/v1
                kind: Tenant
                metadata: {name: shop}
                spec:
                  clusters: [{name: shop-prod, env: prod}]
                  validation: {mode: %s}
                """.formatted(mode) + more);
    }

    private static void assertNoSecret(Quarantined refused) {
        assertThat(refused.document().document().text()).doesNotContain(PLATFORM_SECRET, TENANT_SECRET);
        assertThat(refused.message() + refused.pointer()).doesNotContain(PLATFORM_SECRET, TENANT_SECRET);
    }

    private static String secretive() {
        return Events.segment(1)
                .replace(
                        "\"start_time\"",
                        "\"metadata\":{\"card\":\"" + PLATFORM_SECRET + "\",\"x\":[{\"mail\":\"" + TENANT_SECRET
                                + "\"}]},\"start_time\"");
    }

    private static String repairable() {
        return Events.segment(9).replace("\"end_time\"", "\"in_progress\":false,\"end_time\"");
    }

    private static ReceivedDocument document(String cluster, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Origin origin = new Origin(cluster, "", "", "", "", "", "", 1);
        SegmentBlock block = new SegmentBlock(1, origin, 0, List.of(), List.of());
        return new ReceivedDocument(0, block, new Document(0, DocumentKind.XRAY_JSON, 1, body, 0, body.length));
    }
}
