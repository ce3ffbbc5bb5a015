// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the text of a tenant file can do to the Applications that {@code charts/team} makes of it, checked or not. */
class TeamChartTest {

    private static final Path GITOPS = Path.of("../gitops");
    private static final String CLUSTER = "    - name: payments-dev-euw1\n";

    private final String tenant = Yaml.text(GITOPS.resolve("tenants/payments.yaml"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"{{ fail .Values.team }}\"",
                "\"$ARGOCD_APP_NAME ${ARGOCD_APP_NAME}\"",
                "\"---\\nkind: Secret\\n...\\n\"",
                "\"\\n\\n  repoURL: https://example.net\\n\"",
                "\" \\n      chart: other\"",
                "'# \"'''",
                "\"a\\rb\\r\\nc\"",
                "\"\\0\\x01\\u00e9\"",
                "'no'",
            })
    void render_textOfAnyKind_isAValueAndNothingElse(String text) {
        String file = tenant.replace("\"@payments\"", text);

        List<JsonNode> applications = render(file);

        assertThat(applications)
                .extracting(application -> application.at("/metadata/name").asString(""))
                .containsExactly("tenant-payments-dev", "edge-payments-dev-euw1", "collector-payments-dev-euw1");
        assertThat(applications).allSatisfy(application -> {
            assertThat(application.at("/spec/source/repoURL").asString(""))
                    .isEqualTo(environment().path("charts").asString(""));
            assertThat(given(application).path("tenant")).isEqualTo(Yaml.MAPPER.readTree(file));
        });
    }

    /** In a block, what follows such a break would stand before the block's indentation, and name another chart. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u2028", "\\u2029", "\\u0085", "\\L", "\\P", "\\N"})
    void render_breakThatOnlySomeReadersKnow_isRefused(String separator) {
        String file = tenant.replace("spec:\n", "spec:\n  x: \"@p" + separator + "repoURL: https://example.net #\"\n");

        assertThatThrownBy(() -> render(file)).hasMessageContaining("holds U+0085, U+2028 or U+2029");
    }

    @Test
    void render_wordsForSuchABreak_areNone() {
        assertThat(render(tenant.replace("\"@payments\"", "'a\\u2028b'"))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"false\"", "'no'", "1", "[a]", "null"})
    void render_retiredThatIsNeitherTrueNorFalse_takesNothingAway(String retired) {
        String line = "retired: " + retired + "\n";

        assertThatThrownBy(() -> render(tenant.replace(CLUSTER, CLUSTER + "      " + line)))
                .hasMessageContaining("spec.clusters[0].retired:")
                .hasMessageContaining("must be true or false");
        assertThatThrownBy(() ->
                        render(tenant.replace("    dev:\n      shards", "    dev:\n      " + line + "      shards")))
                .hasMessageContaining("spec.quota.dev.retired:");
        assertThatThrownBy(() -> render(tenant.replace("spec:\n", "spec:\n  " + line)))
                .hasMessageContaining("spec.retired:");
    }

    @ParameterizedTest
    @CsvSource({"123, is no text", "false, is no text", "in-cluster, the hub"})
    void render_clusterThatIsNone_isRefused(String name, String problem) {
        assertThatThrownBy(() -> render(tenant.replace("name: payments-dev-euw1", "name: " + name)))
                .hasMessageContaining("spec.clusters[0].name:")
                .hasMessageContaining(problem);
    }

    private static List<JsonNode> render(String file) {
        ObjectNode values = Yaml.MAPPER.createObjectNode();
        values.put("team", "payments")
                .put("file", "gitops/tenants/payments.yaml")
                .put("tenant", file);
        values.set("environment", environment());
        return Charts.render(GITOPS.resolve("charts/team"), "team", "argocd", values).stream()
                .filter(manifest -> manifest.path("kind").asString("").equals("Application"))
                .toList();
    }

    private static JsonNode environment() {
        return Yaml.MAPPER.readTree(Yaml.text(GITOPS.resolve("envs/dev.yaml"))).path("environment");
    }

    private static JsonNode given(JsonNode application) {
        return Yaml.MAPPER.readTree(application.at("/spec/source/helm/values").asString(""));
    }
}
