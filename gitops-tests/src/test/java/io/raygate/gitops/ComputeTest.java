// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a cluster's pods run, and how its forwarder gets a role. */
class ComputeTest {

    private static final String MIXED = "edge-storefront-mixed-euw1";
    private static final String ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";

    @TempDir
    private Path root;

    private GitopsTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = GitopsTree.example(root);
    }

    /** No Service has pods of both: a pod without a forwarder on its node would reach none. */
    @Test
    void mixed_servicesAndWorkloads_onePairForEachCompute() {
        assertThat(names(MIXED, "DaemonSet")).containsExactly("raygate-edge");
        assertThat(names(MIXED, "Deployment")).containsExactly("raygate-edge-fargate");
        assertThat(names(MIXED, "Service"))
                .containsExactlyInAnyOrder("raygate-edge", "raygate-edge-fargate", "xray-service");
        assertThat(service("raygate-edge").at("/spec/selector"))
                .isNotEqualTo(service("raygate-edge-fargate").at("/spec/selector"));
    }

    /** A node's forwarder knows the pods of its node; one on Fargate is asked by pods of anywhere. */
    @Test
    void mixed_configurations_eachWithItsOwnPods() {
        List<RenderedEdge> edges = RenderedEdge.of(render(MIXED));

        assertThat(edges)
                .extracting(edge ->
                        edge.configuration().at("/workloads/kubernetes/scope").asString(""))
                .containsExactlyInAnyOrder("node", "cluster");
        assertThat(edges)
                .extracting(edge -> edge.configuration().at("/aws/role-arn").asString(""))
                .containsOnly("arn:aws:iam::333333333333:role/raygate-writer-storefront-mixed-euw1");
    }

    @Test
    void mixed_aliasForFargate_leadsToItsService() throws IOException {
        Trees.replaceFirst(root.resolve("gitops/tenants/storefront.yaml"), "      compute: mixed\n", """
                      compute: mixed
                      edge: {service: {aliases: [{name: xray-service, namespace: default, compute: fargate}]}}
                """);

        assertThat(service("xray-service").at("/spec/externalName").asString(""))
                .isEqualTo("raygate-edge-fargate.raygate.svc.cluster.local");
    }

    @Test
    void irsa_ec2Nodes_rolesOfTheOidcProviderAndNoAssociation() throws IOException {
        irsa();

        assertThat(problems()).isEmpty();
        assertThat(names("tenant-payments-prod", "PodIdentityAssociation")).isEmpty();
        for (String role : List.of("raygate-edge-payments-prod-euw1", "raygate-scrape-payments-prod-euw1")) {
            assertThat(manifest("tenant-payments-prod", "Role", role)
                            .at("/spec/assumeRolePolicyDocument")
                            .asString(""))
                    .contains("arn:aws:iam::555555555555:oidc-provider/" + ISSUER, "sts:AssumeRoleWithWebIdentity")
                    .doesNotContain("pods.eks.amazonaws.com");
        }
    }

    @Test
    void irsa_ec2Nodes_forwarderAndCollectorBecomeTheWriter() throws IOException {
        irsa();

        assertThat(role("edge-payments-prod-euw1", "raygate-edge"))
                .isEqualTo("arn:aws:iam::555555555555:role/raygate-edge-payments-prod-euw1");
        assertThat(role("collector-payments-prod-euw1", "raygate-metrics"))
                .isEqualTo("arn:aws:iam::555555555555:role/raygate-scrape-payments-prod-euw1");
        RenderedEdge edge = RenderedEdge.of(render("edge-payments-prod-euw1")).getFirst();
        assertThat(edge.workload().path("kind").asString("")).isEqualTo("DaemonSet");
        assertThat(edge.configuration().at("/aws/role-arn").asString(""))
                .isEqualTo("arn:aws:iam::333333333333:role/raygate-writer-payments-prod-euw1");
    }

    private void irsa() throws IOException {
        Trees.replaceFirst(
                root.resolve("gitops/tenants/payments.yaml"),
                "      account: \"555555555555\"\n",
                "      account: \"555555555555\"\n      identity: irsa\n      oidcIssuer: " + ISSUER + "\n");
    }

    private List<String> problems() {
        return new TreeCheck(CustomKinds.own())
                .check(tree).stream().map(Problem::text).toList();
    }

    private List<JsonNode> render(String application) {
        return tree.application(application).render(root);
    }

    private Stream<JsonNode> manifests(String application, String kind) {
        return tree.application(application).render(root, kind).stream();
    }

    private List<String> names(String application, String kind) {
        return manifests(application, kind)
                .map(manifest -> manifest.at("/metadata/name").asString(""))
                .toList();
    }

    private JsonNode manifest(String application, String kind, String name) {
        return manifests(application, kind)
                .filter(manifest -> manifest.at("/metadata/name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode service(String name) {
        return manifest(MIXED, "Service", name);
    }

    private String role(String application, String account) {
        return manifest(application, "ServiceAccount", account)
                .at("/metadata/annotations")
                .path("eks.amazonaws.com/role-arn")
                .asString("");
    }
}
