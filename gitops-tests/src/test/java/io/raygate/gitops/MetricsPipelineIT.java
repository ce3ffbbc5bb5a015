// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.raygate.gitops.cluster.ControlPlane;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.MetricsPrograms;
import io.raygate.gitops.cluster.Part;
import io.raygate.gitops.cluster.Prometheus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A collector with the configuration and the rights that the chart renders finds pods through a real API server, reads the
 * forwarder's metrics and writes them to a real Prometheus. Exchanged are addresses, the token's place, and waiting times.
 */
class MetricsPipelineIT {

    private static final String NAMESPACE = "raygate";
    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Pattern METRIC = Pattern.compile("(raygate_[a-z_]+)\\{");

    private static final String WITH_A_FAILURE = "raygate_put_failures_total";

    @TempDir
    private static Path directory;

    private static MetricsPrograms programs;
    private static ControlPlane cluster;
    private static HttpServer till;
    private static Part forwarder;
    private static GitopsTree tree;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path module = PROJECT.root().resolve("gitops-tests");
        HubPrograms hub = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
        programs = MetricsPrograms.build(module);
        tree = GitopsTree.example(directory.resolve("example"));
        cluster = ControlPlane.start(hub, directory.resolve("cluster"), Map.of());
        cluster.createNamespace(NAMESPACE, Map.of());
        serviceAccount("default");
        int management = MetricsPrograms.freePort();
        forwarder = forwarder(management);
        pod("forwarder", management, "/q/metrics", "true");
        till = till();
        pod("till", till.getAddress().getPort(), "/metrics", "true");
        pod("unasked", till.getAddress().getPort(), "/metrics", "false");
    }

    @AfterAll
    static void stop() {
        if (till != null) {
            till.stop(0);
        }
        for (Part part : new Part[] {forwarder, cluster}) {
            if (part != null) {
                part.close();
            }
        }
    }

    /** The team's label is Raygate's, whatever a pod says of itself. */
    @ParameterizedTest
    @CsvSource({"amp", "otlp"})
    void collector_renderedConfiguration_samplesArriveWithClusterAndTeam(String target) throws Exception {
        try (Prometheus prometheus = Prometheus.start(programs, directory.resolve("prometheus-" + target));
                Part collector = programs.collector(configuration(target, prometheus))) {
            assertThat(collector).isNotNull();
            JsonNode sold = found(prometheus, "till_sold_total{pod=\"till\"}").path("metric");
            assertThat(sold.path("team").asString()).isEqualTo("payments");
            assertThat(sold.path("cluster").asString()).isEqualTo("payments-prod-euw1");
            assertThat(sold.path("environment").asString()).isEqualTo("prod");
            assertThat(sold.path("namespace").asString()).isEqualTo(NAMESPACE);
            assertThat(sold.path("app").asString()).isEqualTo("till");
            assertThat(found(prometheus, "raygate_build_info{pod=\"forwarder\", team=\"payments\"}")
                            .at("/value/1")
                            .asString())
                    .isEqualTo("1");
            assertThat(prometheus.query("up{pod=\"unasked\"}")).isEmpty();
        }
    }

    @Test
    void rulesAndDashboard_overARunningForwarder_everyMetricIsThere() throws Exception {
        try (Prometheus prometheus = Prometheus.start(programs, directory.resolve("prometheus-rules"));
                Part collector = programs.collector(configuration("amp", prometheus))) {
            assertThat(collector).isNotNull();
            found(prometheus, "raygate_build_info{}");
            for (JsonNode rule : ForwarderRulesTest.rules("edge")) {
                String expression = rule.path("expr").asString();
                assertThat(prometheus.query(expression)).as(expression).isEmpty();
                known(prometheus, expression);
            }
            Path dashboard = PROJECT.root().resolve("gitops/charts/gateway/dashboards/forwarder.json");
            for (JsonNode panel : Yaml.read(dashboard).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    prometheus.query(target.path("expr").asString());
                    known(prometheus, target.path("expr").asString());
                }
            }
        }
    }

    @Test
    void rules_promtool_eachFiresForItsCause() throws Exception {
        Path rules = directory.resolve("forwarder.yaml");
        Files.copy(PROJECT.root().resolve("gitops/charts/edge/rules/forwarder.yaml"), rules);
        Path tests = directory.resolve("forwarder-rules-test.yaml");
        Files.copy(PROJECT.root().resolve("gitops-tests/src/test/resources/forwarder-rules-test.yaml"), tests);
        String amp = tree.application("tenant-payments-prod")
                .render(tree.root(), "RuleGroupsNamespace")
                .getFirst()
                .at("/spec/configuration")
                .asString();
        Files.writeString(directory.resolve("amp.yaml"), amp);

        assertThat(programs.promtool(directory, "check", "rules", "forwarder.yaml", "amp.yaml"))
                .contains("SUCCESS: 5 rules found");
        assertThat(programs.promtool(directory, "test", "rules", tests.toString()))
                .contains("SUCCESS");
    }

    /** Prometheus has each metric of the expression, but for what appears with a first failure. */
    private static void known(Prometheus prometheus, String expression) {
        metrics(expression).stream()
                .filter(metric -> !metric.equals(WITH_A_FAILURE))
                .forEach(metric -> found(prometheus, metric));
    }

    private static Set<String> metrics(String expression) {
        return METRIC.matcher(expression)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode found(Prometheus prometheus, String expression) {
        return await(expression + ", see " + directory)
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> prometheus.query(expression).path(0), node -> !node.isMissingNode());
    }

    /** What the chart renders, with other addresses and shorter times. */
    private static Path configuration(String target, Prometheus prometheus) throws IOException {
        if (target.equals("otlp")) {
            Trees.replace(
                    tree.root().resolve("gitops/tenants/payments.yaml"),
                    "amp:\n          workspace: ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
                    "otlp: {}");
        }
        Application application = tree.application("collector-payments-prod-euw1");
        for (JsonNode manifest : application.render(tree.root())) {
            if (Set.of("ClusterRole", "ClusterRoleBinding", "ServiceAccount")
                    .contains(manifest.path("kind").asString())) {
                cluster.apply(manifest.toString(), NAMESPACE);
            }
        }
        ObjectNode config = Yaml.MAPPER
                .readTree(application
                        .render(tree.root(), "ConfigMap")
                        .getFirst()
                        .at("/data/collector.yaml")
                        .asString())
                .asObject();
        ((ObjectNode) config.at("/receivers/prometheus/config/global"))
                .put("scrape_interval", "1s")
                .put("scrape_timeout", "1s");
        ((ObjectNode) config.at("/receivers/prometheus/config/scrape_configs/0/kubernetes_sd_configs/0"))
                .put("kubeconfig_file", kubeconfig().toString());
        ((ObjectNode) config.at("/processors/batch")).put("timeout", "200ms");
        ((ObjectNode) config.at("/extensions/health_check")).put("endpoint", "127.0.0.1:" + MetricsPrograms.freePort());
        config.withObject("/service/telemetry/metrics").put("level", "none");
        ObjectNode exporters = (ObjectNode) config.path("exporters");
        assertThat(exporters).hasSize(1);
        if (target.equals("amp")) {
            ((ObjectNode) exporters.path("prometheus_remote_write")).put("endpoint", prometheus.remoteWrite());
        } else {
            ((ObjectNode) exporters.path("otlp_http/cloudwatch")).put("metrics_endpoint", prometheus.otlp());
        }
        Path place = Files.createDirectories(directory.resolve("collector-" + System.nanoTime()));
        return Files.writeString(place.resolve("collector.yaml"), Yaml.MAPPER.writeValueAsString(config));
    }

    /** For the collector's own account: what the chart's role gives it, and nothing else. */
    private static Path kubeconfig() throws IOException {
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName("raygate-metrics")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return Files.writeString(directory.resolve("kubeconfig-collector"), """
                {"apiVersion": "v1", "kind": "Config", "current-context": "c",
                 "contexts": [{"name": "c", "context": {"cluster": "c", "user": "collector"}}],
                 "clusters": [{"name": "c", "cluster": {"server": "%s", "certificate-authority-data": "%s"}}],
                 "users": [{"name": "collector", "user": {"token": "%s"}}]}
                """.formatted(
                        cluster.server(), cluster.certificateAuthorityData(), token));
    }

    private static void serviceAccount(String name) {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withName(name)
                                .withNamespace(NAMESPACE)
                                .build())
                        .build())
                .create();
    }

    /** A pod that no kubelet runs: on this machine's loopback address. */
    private static void pod(String name, int port, String path, String scrape) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app.kubernetes.io/name", name)
                .addToAnnotations("prometheus.io/scrape", scrape)
                .addToAnnotations("prometheus.io/port", String.valueOf(port))
                .addToAnnotations("prometheus.io/path", path)
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .endContainer()
                .endSpec()
                .build();
        cluster.client().resource(pod).create();
        cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName(name)
                .editStatus(created -> new PodBuilder(created)
                        .editOrNewStatus()
                        .withPhase("Running")
                        .withPodIP("127.0.0.1")
                        .addNewPodIP("127.0.0.1")
                        .endStatus()
                        .build());
    }

    /** With a spool and limits in a file, as the chart gives it. */
    private static Part forwarder(int management) throws IOException {
        Path limits = Files.writeString(directory.resolve("limits.yaml"), "segmentsPerSecondPerNode: 1000\n");
        return MetricsPrograms.forwarder(
                PROJECT.root(),
                Map.of(
                        "raygate.publish.stream",
                        "arn:aws:kinesis:eu-west-1:333333333333:stream/raygate-payments",
                        "raygate.receive.addresses",
                        "127.0.0.1:" + MetricsPrograms.freePort(),
                        "raygate.proxy.port",
                        String.valueOf(MetricsPrograms.freePort()),
                        "raygate.otlp.http.enabled",
                        "false",
                        "raygate.otlp.grpc.enabled",
                        "false",
                        "raygate.management.port",
                        String.valueOf(management),
                        "raygate.spool.directory",
                        directory.resolve("spool").toString(),
                        "raygate.limits.file",
                        limits.toString()),
                directory.resolve("forwarder.log"));
    }

    private static HttpServer till() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = "# TYPE till_sold counter\ntill_sold_total{team=\"storefront\"} 3\n"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
