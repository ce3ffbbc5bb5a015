// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Options of the charts together: every pair renders to what works, or does not render and says why. */
class OptionPairsTest extends OnExampleTree {

    private static final String EC2 = "edge-payments-prod-euw1";
    private static final String FARGATE = "edge-storefront-prod-euw1";
    private static final String MIXED = "edge-storefront-mixed-euw1";

    /** Ways to set an option; the first one is the chart's. */
    private static final List<List<String>> OPTIONS = List.of(
            List.of("{}", "{hostPort: {enabled: false}}"),
            List.of(
                    "{}",
                    "{networkPolicy: {enabled: false}}",
                    "{networkPolicy: {fromNamespaces: [shop], metricsNamespaces: [prometheus]}}"),
            List.of(
                    "{}",
                    "{forwarder: {aws: {proxy: \"http://proxy.example:3128\"}}}",
                    "{forwarder: {aws: {proxy: proxy.example}}}"),
            List.of("{}", "{forwarder: {workloads: {kubernetes: {api-server: \"https://10.0.0.1:6443\"}}}}"),
            List.of("{}", "{otlp: {enabled: false}}"),
            List.of("{}", "{podMonitor: {enabled: true}}"),
            List.of("{}", "{collector: {enabled: true, image: \"adot@sha256:%s\"}}".formatted("c".repeat(64))),
            List.of("{}", "{spool: {maxDisk: 2G, sizeLimit: 3Gi}}", "{forwarder: {spool: {mode: always}}}"),
            List.of(
                    "{}",
                    "{forwarder: {spool: {max-memory: 256M}}, resources: {limits: {memory: 512Mi}}}",
                    "{resources: {limits: {memory: 1Gi}}}",
                    "{resources: {requests: {cpu: 0.5}, limits: {cpu: 500m, memory: 402653184}}}",
                    "{resources: {limits: {memory: 0.5Gi}}}"),
            List.of("{}", "{updateStrategy: {maxSurge: 1, maxUnavailable: 1, stopDelay: 11s}}"),
            List.of("{}", "{listenHost: \"::\"}"),
            List.of("{}", "{service: {name: xray, aliases: []}, serviceAccount: {name: xray}}"),
            List.of(
                    "{}",
                    "{forwarder: {publish: {drain-timeout: 1m}}, terminationGracePeriodSeconds: 90}",
                    "{forwarder: {publish: {drain-timeout: 500ms}}}"));

    static List<Map<Integer, Integer>> rows() {
        return AllPairs.rows(OPTIONS.stream().map(List::size).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void render_everyPairOfOptions_fitsTogether(Map<Integer, Integer> row) {
        ObjectNode values = Yaml.MAPPER.createObjectNode();
        row.forEach((option, way) ->
                Yaml.merge(values, Yaml.MAPPER.readTree(OPTIONS.get(option).get(way))));

        for (String application : List.of(EC2, FARGATE, MIXED)) {
            List<JsonNode> manifests =
                    tree.application(application).with(values).render(root);
            for (RenderedEdge edge : RenderedEdge.of(manifests)) {
                assertThat(edge.problems())
                        .as(() -> application + " with " + values)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            edge-payments-prod-euw1   | {listenHost: 127.0.0.1}                          | listenHost: is 127.0.0.1
            edge-payments-prod-euw1   | {podMonitor: {enabled: true}, networkPolicy: {metricsNamespaces: []}} | podMonitor.enabled: is true
            edge-storefront-prod-euw1 | {imds: true}                                     | imds: is true, and storefront-prod-euw1 is on Fargate
            edge-storefront-prod-euw1 | {fargate: {minReplicas: 11}}                     | fargate.minReplicas: is 11, more than fargate.maxReplicas, 10
            edge-payments-prod-euw1   | {collector: {enabled: true, name: raygate-edge}} | collector.name: is raygate-edge
            edge-payments-prod-euw1   | {service: {aliases: [{name: raygate-edge, namespace: raygate}]}} | service.aliases: raygate-edge in raygate
            edge-storefront-mixed-euw1 | {service: {aliases: [{name: raygate-edge-fargate, namespace: raygate}]}} | service.aliases: raygate-edge-fargate in raygate
            edge-storefront-mixed-euw1 | {collector: {enabled: true, name: raygate-edge-fargate}} | collector.name: is raygate-edge-fargate
            edge-payments-prod-euw1   | {service: {aliases: [{name: xray-service, namespace: default, compute: fargate}]}} | service.aliases: xray-service in default leads to fargate
            edge-payments-prod-euw1   | {spool: {maxDisk: 2G}}                           | spool.sizeLimit: is 1280Mi
            edge-payments-prod-euw1   | {resources: {limits: {memory: 64Mi}}}            | resources.limits.memory: is 64Mi
            edge-payments-prod-euw1   | {forwarder: {spool: {max-memory: 512M}}}         | resources.limits.memory: is 384Mi
            edge-payments-prod-euw1   | {forwarder: {spool: {max-memory: 9999999999G}}}  | resources.limits.memory: is 384Mi
            edge-payments-prod-euw1   | {resources: {limits: {memory: 512m}}}            | resources.limits.memory: is 512m
            edge-payments-prod-euw1   | {resources: {requests: {memory: 1Gi}}}           | resources.requests.memory: is 1Gi, more than resources.limits.memory, 384Mi
            edge-payments-prod-euw1   | {resources: {requests: {cpu: 1}, limits: {cpu: 500m}}} | resources.requests.cpu: is 1, more than resources.limits.cpu, 500m
            edge-payments-prod-euw1   | {collector: {enabled: true, resources: {requests: {memory: 1Gi}}}} | collector.resources.requests.memory: is 1Gi
            edge-payments-prod-euw1   | {forwarder: {tenants: {streams: {shop: {stream: raygate-shop, namespaces: shop}}}}} | forwarder.tenants.streams: the chart sets it by environment.sharedClusters
            edge-shared-prod-euw1     | {forwarder: {tenants: {others: stream}}}         | forwarder.tenants.others: the chart sets it
            edge-payments-prod-euw1   | {listenHost: 127.0.0.2}                          | listenHost: is 127.0.0.2
            edge-payments-prod-euw1   | {listenHost: "0:0:0:0:0:0:0:1"}                  | listenHost: is 0:0:0:0:0:0:0:1
            edge-payments-prod-euw1   | {listenHost: 10.0.0.1}                           | listenHost: is 10.0.0.1
            edge-payments-prod-euw1   | {networkPolicy: {enabled: false, fromNamespaces: [shop]}} | networkPolicy.fromNamespaces: names namespaces
            edge-payments-prod-euw1   | {forwarder: {aws: {proxy: "http://me:secret@127.0.0.1:3128"}}} | forwarder.aws.proxy: leads to the pod itself
            edge-payments-prod-euw1   | {forwarder: {aws: {proxy: localhost}}}           | forwarder.aws.proxy: leads to the pod itself
            edge-payments-prod-euw1   | {forwarder: {aws: {proxy: "http://proxy:99999"}}} | forwarder.aws.proxy: has port 99999
            edge-payments-prod-euw1   | {forwarder: {workloads: {kubernetes: {api-server: "https://[::1]:6443"}}}} | forwarder.workloads.kubernetes.api-server: leads to the pod itself
            edge-payments-prod-euw1   | {service: {aliases: [{name: kubernetes, namespace: default}]}} | service.aliases: kubernetes in default
            edge-payments-prod-euw1   | {service: {aliases: [{name: x, namespace: default}, {name: x, namespace: default}]}} | service.aliases: x in default
            edge-payments-prod-euw1   | {collector: {enabled: true}, service: {aliases: [{name: raygate-otel-collector, namespace: raygate}]}} | service.aliases: raygate-otel-collector in raygate
            edge-payments-prod-euw1   | {updateStrategy: {maxUnavailable: 0}}            | updateStrategy.maxUnavailable: is 0
            edge-payments-prod-euw1   | {hostPort: {enabled: false}, updateStrategy: {maxSurge: 0%}} | updateStrategy.maxSurge: is 0%
            edge-payments-prod-euw1   | {forwarder: {publish: {drain-timeout: 1m}}}      | terminationGracePeriodSeconds: is 50, less than the pod's preStop (3 s)
            edge-payments-prod-euw1   | {hostPort: {enabled: false}, updateStrategy: {stopDelay: 30s}} | terminationGracePeriodSeconds: is 50, less than updateStrategy.stopDelay (30 s), forwarder.publish.drain-timeout (20 s) and 5 s to end; write 55
            edge-storefront-prod-euw1 | {terminationGracePeriodSeconds: 39}              | terminationGracePeriodSeconds: is 39, less than updateStrategy.stopDelay (15 s)
            edge-payments-prod-euw1   | {hostPort: {enabled: false}, updateStrategy: {stopDelay: 10s}} | updateStrategy.stopDelay: is 10s
            edge-payments-prod-euw1   | {forwarder: {receive: {stop-delay: 1s}}, hostPort: {enabled: false}} | forwarder.receive.stop-delay: the chart sets it
            edge-payments-prod-euw1   | {forwarder: {publish: {stream: other}}}          | forwarder.publish.stream: the chart sets it
            edge-payments-prod-euw1   | {forwarder: {otlp: {http: {port: 5000}}}}        | forwarder.otlp.http.port: the chart sets it
            edge-payments-prod-euw1   | {forwarder: {spool: {directory: /tmp}}}          | forwarder.spool.directory: the chart sets it
            tenant-payments-prod      | {mapping: {batchSize: 101}}                      | mapping.batchSize: is 101
            tenant-payments-prod      | {mapping: {maximumRecordAgeInSeconds: 30}}       | /mapping/maximumRecordAgeInSeconds
            gateway-prod              | {logs: {retentionDays: 31}}                      | /logs/retentionDays
            gateway-prod              | {grafana: {enabled: true}}                       | grafana.url: is empty
            gateway-prod              | {settings: {validate: {max-age: soon}}}          | /settings/validate/max-age
            gateway-prod              | {settings: {batch: {max-documents: 51}}}         | /settings/batch/max-documents
            gateway-prod              | {settings: {policy: {source: none}}}             | /settings/policy
            edge-payments-prod-euw1   | {forwarder: {block: {zstd-level: 20}}}           | /forwarder/block/zstd-level
            edge-payments-prod-euw1   | {forwarder: {block: {linger: soon}}}             | /forwarder/block/linger
            edge-payments-prod-euw1   | {forwarder: {spool: {fsync: sometimes}}}         | /forwarder/spool/fsync
            edge-payments-prod-euw1   | {forwarder: {sampling: {default-rule: {fixed-rate: 1.5}}}} | /forwarder/sampling/default-rule/fixed-rate
            """)
    void render_optionsThatDefeatEachOther_refusedWithTheKey(String application, String values, String message) {
        Application with = tree.application(application).with(Yaml.MAPPER.readTree(values));

        assertThatThrownBy(() -> with.render(root)).hasMessageContaining(message);
    }

    /** What one chart takes for granted of another, and of the ApplicationSets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /edge/serviceAccount   | /serviceAccount/name
            /edge/aliasNamespaces/0 | /service/aliases/0/namespace
            """)
    void values_ofTheTenantChart_areThoseOfTheEdgeChart(String ofTenant, String ofEdge) {
        JsonNode tenant = Yaml.read(root.resolve("gitops/charts/tenant/values.yaml"));
        JsonNode edge = Yaml.read(root.resolve("gitops/charts/edge/values.yaml"));

        assertThat(tenant.at(ofTenant)).isEqualTo(edge.at(ofEdge));
        assertThat(tenant.at("/edge/namespace").asString(""))
                .isEqualTo(tree.application(EC2).namespace());
    }

    /** Few rows in which each two ways to set two options stand together at least once. */
    private static final class AllPairs {

        private AllPairs() {}

        /** Way by option. */
        static List<Map<Integer, Integer>> rows(List<Integer> ways) {
            Set<List<Integer>> open = new HashSet<>();
            for (int first = 0; first < ways.size(); first++) {
                for (int second = first + 1; second < ways.size(); second++) {
                    for (int pair = 0; pair < ways.get(first) * ways.get(second); pair++) {
                        open.add(List.of(first, pair / ways.get(second), second, pair % ways.get(second)));
                    }
                }
            }
            List<Map<Integer, Integer>> rows = new ArrayList<>();
            while (!open.isEmpty()) {
                Map<Integer, Integer> row = row(ways, open);
                open.removeIf(pair -> covers(row, pair));
                rows.add(row);
            }
            return rows;
        }

        /** Starts with an open pair, and adds for each option the way that closes most. */
        private static Map<Integer, Integer> row(List<Integer> ways, Set<List<Integer>> open) {
            List<Integer> seed = open.iterator().next();
            Map<Integer, Integer> row = new TreeMap<>(Map.of(seed.get(0), seed.get(1), seed.get(2), seed.get(3)));
            for (int option = 0; option < ways.size(); option++) {
                if (!row.containsKey(option)) {
                    row.put(option, best(option, ways.get(option), row, open));
                }
            }
            return row;
        }

        private static int best(int option, int ways, Map<Integer, Integer> row, Set<List<Integer>> open) {
            int best = 0;
            long most = -1;
            for (int way = 0; way < ways; way++) {
                Map<Integer, Integer> tried = new TreeMap<>(row);
                tried.put(option, way);
                long closed = open.stream().filter(pair -> covers(tried, pair)).count();
                if (closed > most) {
                    most = closed;
                    best = way;
                }
            }
            return best;
        }

        private static boolean covers(Map<Integer, Integer> row, List<Integer> pair) {
            return pair.get(1).equals(row.get(pair.get(0))) && pair.get(3).equals(row.get(pair.get(2)));
        }
    }
}
