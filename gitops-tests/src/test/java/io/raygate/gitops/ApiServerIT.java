// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.raygate.gitops.cluster.ControlPlane;
import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a real API server says of everything that Argo CD would apply: server-side dry run, strict validation. */
class ApiServerIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path CRDS = PROJECT.root().resolve("../shared/crds");

    /** Namespace of the forwarder, under the strictest of the Pod Security Standards. */
    private static final String EDGE = "raygate";

    @TempDir
    private static Path directory;

    private static GitopsTree example;
    private static ControlPlane server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        example = GitopsTree.example(directory.resolve("example"));
        Path module = PROJECT.root().resolve("gitops-tests");
        HubPrograms programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        server = ControlPlane.start(programs, directory.resolve("hub"), Map.of());
        server.define(CustomDefinitions.all(CRDS));
        server.createNamespace("argocd", Map.of());
        server.createNamespace(EDGE, Map.of("pod-security.kubernetes.io/enforce", "restricted"));
        Stream.of(PROJECT, example)
                .flatMap(tree -> tree.applications().stream())
                .map(Application::namespace)
                .distinct()
                .filter(namespace -> !namespace.equals(EDGE))
                .forEach(namespace ->
                        server.createNamespace(namespace, Map.of("pod-security.kubernetes.io/enforce", "restricted")));
        applyServiceAccounts();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<Application> applications() {
        return PROJECT.applications();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void dryRun_everyApplication_everythingIsAccepted(Application application) {
        assertThat(refused(application.render(PROJECT.root()), application.namespace()))
                .isEmpty();
    }

    @Test
    void dryRun_argoCdObjects_everythingIsAccepted() {
        List<JsonNode> manifests = Stream.concat(
                        PROJECT.argocd().stream().map(Yaml::read),
                        applications().stream().map(Application::manifest))
                .toList();

        assertThat(refused(manifests, "argocd")).isEmpty();
    }

    /** What is off by default. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edge-payments-prod-euw1   | {hostPort: {enabled: false}}
            edge-payments-prod-euw1   | {podMonitor: {enabled: true}, imds: true, log: {json: false}}
            edge-payments-prod-euw1   | {networkPolicy: {fromNamespaces: [shop, pay]}}
            edge-payments-prod-euw1   | {image: {pullSecrets: [{name: registry}]}, service: {aliases: []}}
            edge-payments-prod-euw1   | {collector: {enabled: true, image: "adot@sha256:DIGEST"}, networkPolicy: {fromNamespaces: [shop]}}
            edge-storefront-prod-euw1 | {collector: {enabled: true, image: "adot@sha256:DIGEST"}}
            edge-storefront-prod-euw1 | {podMonitor: {enabled: true}, networkPolicy: {enabled: false}}
            gateway-prod              | {grafana: {enabled: true, url: "https://g-1.grafana-workspace.eu-west-1.amazonaws.com"}}
            gateway-prod              | {redrive: {enabled: true}}
            """)
    void dryRun_option_everythingIsAccepted(String name, String values) {
        Application application =
                example.application(name).with(Yaml.MAPPER.readTree(values.replace("DIGEST", "c".repeat(64))));

        assertThat(refused(application.render(example.root()), application.namespace()))
                .isEmpty();
    }

    /** A pod that its workload may not make is missing without a word at the workload, so the pods themselves are tried. */
    @Test
    void dryRun_podsOfTheWorkloads_fitTheRestrictedStandard() {
        List<String> refused = new ArrayList<>();
        for (Application application : applications()) {
            // The one thing that it forbids, and is a team's to turn off.
            refused.addAll(
                    isForwarder(application)
                            ? refusedPods(application.with(Yaml.MAPPER.readTree("hostPort: {enabled: false}")))
                            : refusedPods(application));
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void dryRun_podsOfForwarders_nothingButTheHostPortIsMoreThanRestricted() {
        List<String> refused = applications().stream()
                .filter(ApiServerIT::isForwarder)
                .flatMap(application -> refusedPods(application).stream())
                .toList();

        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(complaint -> assertThat(complaint)
                        .endsWith("violates PodSecurity \"restricted:latest\": hostPort (container \"forwarder\" uses"
                                + " hostPorts 2000, 4317, 4318)"));
    }

    private static boolean isForwarder(Application application) {
        return application.chart().equals("edge");
    }

    private static List<String> refusedPods(Application application) {
        List<JsonNode> pods = application.render(PROJECT.root()).stream()
                .filter(manifest -> manifest.at("/spec/template/spec").has("containers"))
                .map(ApiServerIT::pod)
                .toList();
        return refused(pods, application.namespace());
    }

    /** A pod's account must be there, or the server refuses it for that and looks no further. */
    private static void applyServiceAccounts() {
        for (Application application : applications()) {
            application.render(PROJECT.root()).stream()
                    .filter(manifest -> manifest.path("kind").asString("").equals("ServiceAccount"))
                    .forEach(manifest -> server.apply(manifest.toString(), application.namespace()));
        }
    }

    private static JsonNode pod(JsonNode workload) {
        ObjectNode pod = Yaml.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", workload.at("/metadata/name").asString(""));
        ObjectNode spec = workload.at("/spec/template/spec").deepCopy().asObject();
        // Made by another manifest of the same render, and asked for before the standards are.
        spec.remove("priorityClassName");
        pod.set("spec", spec);
        return pod;
    }

    static Stream<Arguments> rights() {
        return Stream.of(
                arguments("", "pods", "get", true),
                arguments("", "pods", "list", true),
                arguments("", "pods", "watch", true),
                arguments("", "pods", "create", false),
                arguments("", "pods", "delete", false),
                arguments("", "secrets", "get", false),
                arguments("", "configmaps", "list", false),
                arguments("", "nodes", "get", false),
                arguments("", "namespaces", "list", false),
                arguments("apps", "daemonsets", "get", false),
                arguments("", "serviceaccounts/token", "create", false));
    }

    @ParameterizedTest
    @MethodSource("rights")
    void rights_ofTheForwarder_podsToReadAndNothingElse(String group, String resource, String verb, boolean allowed) {
        for (JsonNode manifest : example.application("edge-payments-prod-euw1").render(example.root())) {
            if (manifest.path("apiVersion").asString("").startsWith("rbac.")) {
                server.apply(manifest.toString(), EDGE);
            }
        }

        SubjectAccessReview review = server.client()
                .resource(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:raygate:raygate-edge")
                        .withNewResourceAttributes()
                        .withGroup(group)
                        .withResource(resource)
                        .withVerb(verb)
                        .withNamespace("kube-system")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();

        assertThat(review.getStatus().getAllowed()).isEqualTo(allowed);
    }

    /** Deliberate mistakes that no schema sees. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edge/templates/service.yaml       | name: sampling                   | name: segments             | Duplicate value
            edge/templates/service.yaml       | name: segments                   | name: segments_of_xray     | spec.ports
            edge/templates/workload.yaml      | maxUnavailable: {{ .Values.updateStrategy.maxUnavailable }} | maxUnavailable: -1 | greater than or equal to 0
            edge/templates/networkpolicy.yaml | cidr: 169.254.170.23/32          | cidr: 169.254.170.23/99    | cidr
            edge/templates/_pod.tpl           | mountPath: /tmp                  | mountPath: /etc/raygate    | duplicate entries
            edge/templates/_pod.tpl           | name: spool\\n      emptyDir     | name: spooled\\n      emptyDir | Not found: "spool"
            edge/templates/priorityclass.yaml | {{ int .Values.priorityClass.value }} | 2000000000            | maximum allowed value
            edge/templates/workload.yaml      | .Values.fargate.minReplicas      | .Values.fargate.targetCpuPercent | minReplicas
            tenant/templates/mapping.yaml     | batchSize: {{ int                | batchSize: {{ quote        | batchSize
            """)
    void dryRun_mistake_refusedWithTheField(String file, String right, String wrong, String message, @TempDir Path root)
            throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(
                root.resolve("gitops/charts").resolve(file), right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

        List<String> refused = tree.applications().stream()
                .flatMap(application -> refused(application.render(root), application.namespace()).stream())
                .toList();

        assertThat(refused).anySatisfy(complaint -> assertThat(complaint).contains(message));
        refused.stream().limit(1).forEach(System.out::println);
    }

    @Test
    void apply_unknownField_refused() {
        assertThatCode(() -> server.dryRun(
                        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}, \"dta\": {}}",
                        EDGE))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("dta");
    }

    private static List<String> refused(List<JsonNode> manifests, String namespace) {
        List<String> refused = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            try {
                server.dryRun(manifest.toString(), namespace);
            } catch (KubernetesClientException e) {
                refused.add(manifest.path("kind").asString("") + " "
                        + manifest.at("/metadata/name").asString("") + ": "
                        + e.getStatus().getMessage());
            }
        }
        return refused;
    }
}
