// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** From {@code spec.telemetry} of a team's file to a collector, and to what it may do in AWS. */
class CollectorTest {

    private static final String PAYMENTS = "gitops/tenants/payments.yaml";
    private static final String STOREFRONT = "gitops/tenants/storefront.yaml";
    private static final String WORKSPACE = "workspace: ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

    /**
     * Of the exporter awsemf, which no Go module builds: config.schema.yaml of open-telemetry/opentelemetry-collector-contrib
     * and awsutil.AWSSessionSettings beside it, read 2026-11-27.
     */
    private static final Set<String> AWSEMF = Set.of(
            "certificate_file_path",
            "detailed_metrics",
            "dimension_rollup_option",
            "eks_fargate_container_insights_enabled",
            "endpoint",
            "external_id",
            "imds_retries",
            "local_mode",
            "log_group_name",
            "log_retention",
            "log_stream_name",
            "max_retries",
            "metric_declarations",
            "metric_descriptors",
            "namespace",
            "no_verify_ssl",
            "num_workers",
            "output_destination",
            "parse_json_encoded_attr_values",
            "proxy_address",
            "region",
            "request_timeout_seconds",
            "resource_arn",
            "resource_to_telemetry_conversion",
            "retain_initial_value_of_delta_metric",
            "role_arn",
            "tags",
            "version");

    @TempDir
    private Path root;

    private GitopsTree tree;

    @BeforeEach
    void copy() throws IOException {
        tree = GitopsTree.example(root);
    }

    @Test
    void cloudWatch_onFargate_keysThatTheExporterDocuments() {
        JsonNode exporter = config("collector-storefront-prod-euw1").at("/exporters/awsemf");

        assertThat(AWSEMF).containsAll(exporter.propertyNames());
        assertThat(exporter.path("log_group_name").asString())
                .isEqualTo("/aws/containerinsights/storefront-prod-euw1/prometheus");
        // Pod Identity does not reach Fargate.
        assertThat(exporter.path("role_arn").asString())
                .isEqualTo("arn:aws:iam::333333333333:role/raygate-series-storefront-prod-euw1");
        JsonNode declaration = exporter.at("/metric_declarations/0");
        assertThat(declaration.path("dimensions").toString()).isEqualTo("[[\"cluster\",\"namespace\"]]");
        assertThat(declaration.at("/metric_name_selectors/0").asString())
                .isEqualTo("^(?:http_server_requests_seconds_(?:count|sum))$$");
    }

    @Test
    void podMonitors_operator_targetAllocatorAndTheSameConfiguration() {
        JsonNode collector = tree.application("collector-payments-dev-euw1")
                .render(root, "OpenTelemetryCollector")
                .getFirst();

        assertThat(collector.at("/spec/mode").asString()).isEqualTo("statefulset");
        assertThat(collector.at("/spec/targetAllocator/enabled").asBoolean()).isTrue();
        assertThat(collector
                        .at("/spec/config/exporters/otlp_http~1cloudwatch/metrics_endpoint")
                        .asString())
                .isEqualTo("https://monitoring.eu-west-1.amazonaws.com/v1/metrics");
        assertThat(collector
                        .at("/spec/config/receivers/prometheus/config/global/external_labels/team")
                        .asString())
                .isEqualTo("payments");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            payments   | prod | aps:RemoteWrite           | arn:aws:aps:eu-west-1:333333333333:workspace/ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d
            payments   | dev  | cloudwatch:PutMetricData  | *
            storefront | prod | logs:CreateLogStream,logs:PutLogEvents | arn:aws:logs:eu-west-1:333333333333:log-group:/aws/containerinsights/storefront-prod-euw1/prometheus:*
            """)
    void seriesRole_target_mayWriteThereAndNoMore(String team, String environment, String actions, String resource) {
        JsonNode role = tree.application("tenant-" + team + "-" + environment).render(root, "Role").stream()
                .filter(candidate -> candidate.at("/spec/name").asString("").startsWith("raygate-series-"))
                .findFirst()
                .orElseThrow();

        List<JsonNode> statements = PolicyRules.statements(role.at("/spec/inlinePolicies/write"));
        assertThat(statements).hasSize(1);
        assertThat(new TreeSet<>(PolicyRules.actions(statements.getFirst()))).containsExactly(actions.split(","));
        assertThat(statements.getFirst().path("Resource").asString()).isEqualTo(resource);
    }

    @Test
    void create_withoutId_workspaceAndNoCollector() throws IOException {
        Trees.replaceFirst(root.resolve(PAYMENTS), WORKSPACE, "create: true");

        assertThat(names()).doesNotContain("collector-payments-prod-euw1").contains("collector-payments-dev-euw1");
        Application hub = tree.application("tenant-payments-prod");
        assertThat(hub.render(root, "Workspace")).hasSize(1);
        assertThat(hub.render(root, "Role").toString()).doesNotContain("raygate-series-");
    }

    @Test
    void create_withId_adoptedAndCollected() throws IOException {
        Trees.replaceFirst(root.resolve(PAYMENTS), WORKSPACE, WORKSPACE + "\n          create: true");

        JsonNode workspace = tree.application("tenant-payments-prod")
                .render(root, "Workspace")
                .getFirst();
        assertThat(workspace
                        .at("/metadata/annotations/services.k8s.aws~1adoption-fields")
                        .asString())
                .isEqualTo("{\"workspaceID\":\"ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\"}");
        assertThat(names()).contains("collector-payments-prod-euw1");
        assertThat(new TreeCheck(CustomKinds.own()).check(tree)).isEmpty();
    }

    @Test
    void workspace_ofTheEnvironment_takenWhereTheTeamNamesNone() throws IOException {
        Trees.replaceFirst(root.resolve(PAYMENTS), "amp:\n          " + WORKSPACE, "amp: {}");
        Trees.replaceFirst(
                root.resolve("gitops/envs/prod.yaml"),
                "  release:\n",
                "  metrics:\n    amp:\n      workspace: ws-11111111-2222-4333-8444-555555555555\n  release:\n");

        assertThat(config("collector-payments-prod-euw1")
                        .at("/exporters/prometheus_remote_write/endpoint")
                        .asString())
                .contains("/workspaces/ws-11111111-2222-4333-8444-555555555555/");
        assertThat(new TreeCheck(CustomKinds.own()).check(tree)).isEmpty();
    }

    @Test
    void telemetry_ofAnotherForm_stopsNobodyElse() throws IOException {
        Trees.replaceFirst(root.resolve(PAYMENTS), "  telemetry:\n", "  telemetry: none\n  nothing:\n");

        Map<Boolean, List<TeamApplication>> teams = tree.teams().stream()
                .collect(Collectors.partitioningBy(team -> team.name().startsWith("team-payments-")));

        assertThat(teams.get(true))
                .isNotEmpty()
                .allSatisfy(team -> assertThatIllegalStateException()
                        .isThrownBy(() -> team.made(root))
                        .withMessageContaining("payments.yaml: spec.telemetry must be a map of environments"));
        assertThat(teams.get(false))
                .flatMap(team -> team.made(root))
                .extracting(Application::name)
                .contains("collector-storefront-prod-euw1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `mode: operator\n        discover` | `discover` | is podMonitors, which only the target allocator of the OpenTelemetry operator finds; set mode: operator
            `        otlp: {}` | `        scrapeIntervalSeconds: 30` | must name where metrics go: amp, cloudWatch or otlp
            `        otlp: {}` | `        otlp: {endpoint: x}` | endpoint
            `workspace: ws-` | `workspace: w-` | must be the id of a workspace, ws- and a UUID
            `amp:\n          workspace: ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d` | `amp: {}` | has no workspace, and environment prod has none either; name one in workspace, or set create: true
            `  telemetry:\n    dev:` | `  telemetry:\n    staging:` | has metrics and no stream; add spec.quota.staging, or remove it
            """)
    void check_mistake_saysWhatToDo(String right, String wrong, String message) throws IOException {
        Trees.replaceFirst(root.resolve(PAYMENTS), right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void check_environmentWithoutCollector_namesTheKey() throws IOException {
        Path prod = root.resolve("gitops/envs/prod.yaml");
        String image = Yaml.read(prod).at("/environment/images/collector").asString();
        Trees.replaceFirst(prod, "    collector: " + image + "\n", "");

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("environment prod names no image; add environment.images.collector"));
    }

    @Test
    void retention_ofTheTeam_isTheGroups() throws IOException {
        Trees.replaceFirst(root.resolve(STOREFRONT), "cloudWatch:\n", "cloudWatch:\n          retentionDays: 3\n");

        JsonNode group = tree.application("tenant-storefront-prod")
                .render(root, "LogGroup")
                .getFirst();
        assertThat(group.at("/spec/retentionDays").asInt()).isEqualTo(3);
    }

    private List<String> names() {
        return tree.applications().stream().map(Application::name).toList();
    }

    private JsonNode config(String application) {
        return Yaml.MAPPER.readTree(tree.application(application)
                .render(root, "ConfigMap")
                .getFirst()
                .at("/data/collector.yaml")
                .asString());
    }
}
