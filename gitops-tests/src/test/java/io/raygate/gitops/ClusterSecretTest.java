// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What Argo CD is told of a team's cluster, and who of the team may do what with it. */
class ClusterSecretTest {

    private static final String APPLICATION = "tenant-payments-prod";

    @TempDir
    private Path root;

    private GitopsTree tree;
    private Path team;

    @BeforeEach
    void example() throws IOException {
        tree = GitopsTree.example(root);
        team = root.resolve("gitops/tenants/payments.yaml");
    }

    @Test
    void secret_anyCluster_asksForTheForwardersNamespacesAndIsOfTheTeamsProject() {
        JsonNode data = manifests("Secret").path(0).path("stringData");

        assertThat(data.path("namespaces").asString("")).isEqualTo("raygate,default");
        assertThat(data.path("clusterResources").asString("")).isEqualTo("true");
        assertThat(data.path("project").asString("")).isEqualTo(APPLICATION);
        assertThat(project().at("/spec/permitOnlyProjectScopedClusters").asBoolean(false))
                .isTrue();
    }

    @Test
    void secret_clusterThatArgoCdKnows_isNotMade() throws IOException {
        Trees.replace(team, "env: prod\n", "env: prod\n      registered: true\n");

        assertThat(manifests("Secret")).isEmpty();
        assertThat(manifests("PodIdentityAssociation")).isNotEmpty();
        assertThat(project().at("/spec/permitOnlyProjectScopedClusters").asBoolean(true))
                .isFalse();
        assertThat(project().at("/spec/destinations/0/name").asString("")).isEqualTo("payments-prod-euw1");
    }

    @Test
    void project_groupsOfTheTeam_seeAndSyncItsForwarders() throws IOException {
        Trees.replace(team, "  contact:\n", "  contact:\n    argoGroups: [\"sso:payments\"]\n");

        JsonNode role = project().at("/spec/roles/0");
        assertThat(role.at("/groups/0").asString("")).isEqualTo("sso:payments");
        assertThat(role.path("policies").valueStream().map(policy -> policy.asString("")))
                .containsExactly(
                        "p, proj:tenant-payments-prod:team, applications, get, tenant-payments-prod/*, allow",
                        "p, proj:tenant-payments-prod:team, applications, sync, tenant-payments-prod/*, allow",
                        "p, proj:tenant-payments-prod:team, logs, get, tenant-payments-prod/*, allow");
    }

    private JsonNode project() {
        return manifests("AppProject").path(0);
    }

    private JsonNode manifests(String kind) {
        var list = Yaml.MAPPER.createArrayNode();
        tree.application(APPLICATION).render(root, kind).forEach(list::add);
        return list;
    }
}
