// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold between the manifests of one forwarder, whatever its options. */
record RenderedEdge(JsonNode workload, JsonNode pod, JsonNode configuration, List<JsonNode> manifests) {

    /** One for each workload: in a cluster of EC2 nodes and Fargate there are two. */
    static List<RenderedEdge> of(List<JsonNode> manifests) {
        List<RenderedEdge> edges = new ArrayList<>();
        for (JsonNode workload : manifests) {
            if (!Set.of("DaemonSet", "Deployment")
                    .contains(workload.path("kind").asString(""))) {
                continue;
            }
            JsonNode pod = workload.at("/spec/template/spec");
            String configMap = pod.path("volumes")
                    .valueStream()
                    .map(volume -> volume.at("/configMap/name").asString(""))
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElseThrow();
            JsonNode configuration = Yaml.MAPPER
                    .readTree(named(manifests, "ConfigMap", configMap)
                            .at("/data/application.yaml")
                            .asString(""))
                    .path("raygate");
            edges.add(new RenderedEdge(workload, pod, configuration, manifests));
        }
        assertThat(edges).isNotEmpty();
        return edges;
    }

    private static JsonNode named(List<JsonNode> manifests, String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asString("").equals(kind)
                        && manifest.at("/metadata/name").asString("").equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The Service of this workload, which has its name. */
    private JsonNode service() {
        return named(manifests, "Service", workload.at("/metadata/name").asString(""));
    }

    private static JsonNode first(List<JsonNode> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asString("").equals(kind))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        policy(problems);
        pod(problems);
        earlyKeys(problems);
        rollout(problems);
        names(problems);
        return problems;
    }

    /** Whom the forwarder calls, and who calls it, is admitted. */
    private void policy(List<String> problems) {
        JsonNode policy = first(manifests, "NetworkPolicy");
        if (policy.isMissingNode()) {
            return;
        }
        Set<String> out = ports(policy.at("/spec/egress"));
        Stream.of(
                        configuration.at("/aws/proxy").asString(""),
                        configuration.at("/workloads/kubernetes/api-server").asString(""))
                .filter(url -> !url.isEmpty())
                .map(RenderedEdge::port)
                .filter(port -> !out.contains(port))
                .forEach(port -> problems.add("egress does not admit port " + port));
        Set<String> in = ports(policy.at("/spec/ingress"));
        demand(problems, in.containsAll(Set.of("segments", "sampling")), "ingress does not admit applications");
        for (String protocol : List.of("grpc", "http")) {
            JsonNode listener = configuration.at("/otlp/" + protocol);
            demand(
                    problems,
                    listener.path("enabled").asBoolean(true) == in.contains("otlp-" + protocol),
                    "ingress admits otlp-" + protocol + " where nobody listens, or does not where the forwarder does");
        }
        demand(
                problems,
                first(manifests, "PodMonitor").isMissingNode() || in.contains("management"),
                "ingress does not admit Prometheus");
    }

    private static Set<String> ports(JsonNode rules) {
        Set<String> ports = new TreeSet<>();
        rules.forEach(rule ->
                rule.path("ports").forEach(port -> ports.add(port.path("port").asString(""))));
        return ports;
    }

    private static String port(String url) {
        URI uri = URI.create(url.contains("://") ? url : "http://" + url);
        int byScheme = uri.getScheme().equals("https") ? 443 : 80;
        return String.valueOf(uri.getPort() < 0 ? byScheme : uri.getPort());
    }

    private void pod(List<String> problems) {
        JsonNode container = pod.at("/containers/0");
        Set<String> ports = texts(container.path("ports"), "/name");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String port = container.at("/" + probe + "/httpGet/port").asString("");
            demand(problems, ports.contains(port), probe + " asks port " + port + ", which is none");
        }
        Set<String> volumes = texts(pod.path("volumes"), "/name");
        demand(
                problems,
                volumes.containsAll(texts(container.path("volumeMounts"), "/name")),
                "a mount has no volume among " + volumes);
        demand(
                problems,
                container.at("/volumeMounts").findValuesAsString("mountPath").stream()
                        .anyMatch(path -> configuration
                                .at("/spool/directory")
                                .asString("")
                                .startsWith(path + "/")),
                "the spool is on no volume");
        demand(
                problems,
                ports.containsAll(texts(service().at("/spec/ports"), "/targetPort")),
                "the Service leads to a port that is none");
        for (JsonNode port : container.path("ports")) {
            String name = port.path("name").asString("");
            if (name.startsWith("otlp-")) {
                demand(
                        problems,
                        configuration
                                        .at("/otlp/" + name.substring("otlp-".length()) + "/port")
                                        .asInt(0)
                                == port.path("containerPort").asInt(-1),
                        "the forwarder does not listen on the port " + name);
            }
        }
        demand(
                problems,
                first(manifests, "OpenTelemetryCollector").isMissingNode()
                        || configuration.at("/intake/enabled").asBoolean(false),
                "the collector sends to a forwarder that takes nothing");
    }

    /** The sockets are bound by variables, and bound again where the file says something else. */
    private void earlyKeys(List<String> problems) {
        JsonNode receive = configuration.path("receive");
        for (String key : List.of("addresses", "sockets-per-address", "socket-buffer", "start-memory")) {
            String name = "RAYGATE_RECEIVE_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
            String inFile = receive.path(key).asString("");
            demand(
                    problems,
                    pod.at("/containers/0/env")
                            .valueStream()
                            .anyMatch(variable -> variable.path("name")
                                            .asString("")
                                            .equals(name)
                                    && variable.path("value").asString("").equals(inFile)),
                    name + " is not what the file has: " + inFile);
        }
    }

    /** A second pod on a node has no place where the first has the node's port. */
    private void rollout(List<String> problems) {
        JsonNode rolling = workload.at("/spec/updateStrategy/rollingUpdate");
        boolean hasHostPort = pod.at("/containers/0/ports/0").has("hostPort");
        demand(problems, !hasHostPort || !rolling.has("maxSurge"), "a surge waits for a port that is taken");
        demand(
                problems,
                !workload.path("kind").asString("").equals("Deployment") || !hasHostPort,
                "Fargate has no node whose port could be taken");
    }

    private void names(List<String> problems) {
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        for (JsonNode selector : List.of(
                workload.at("/spec/selector/matchLabels"),
                service().at("/spec/selector"),
                first(manifests, "NetworkPolicy").at("/spec/podSelector/matchLabels"),
                first(manifests, "PodMonitor").at("/spec/selector/matchLabels"))) {
            selector.properties()
                    .forEach(label -> demand(
                            problems,
                            label.getValue().equals(labels.path(label.getKey())),
                            "a selector does not match the pods: " + label));
        }
        demand(
                problems,
                service()
                        .at("/spec/internalTrafficPolicy")
                        .asString("")
                        .equals(workload.path("kind").asString("").equals("DaemonSet") ? "Local" : "Cluster"),
                "pods without a forwarder on their node reach none, or pods with one reach another");
        for (JsonNode selector : List.of(
                first(manifests, "NetworkPolicy").at("/spec/podSelector"),
                first(manifests, "PodMonitor").at("/spec/selector"))) {
            selector.path("matchExpressions")
                    .forEach(expression -> demand(
                            problems,
                            expression.path("operator").asString("").equals("In")
                                    && texts(expression.path("values"), "")
                                            .contains(labels.path(expression
                                                            .path("key")
                                                            .asString(""))
                                                    .asString("")),
                            "a selector does not match the pods: " + expression));
        }
        Set<String> accounts = new TreeSet<>();
        manifests.stream()
                .filter(manifest -> manifest.path("kind").asString("").equals("ServiceAccount"))
                .forEach(account -> accounts.add(account.at("/metadata/name").asString("")));
        demand(
                problems,
                accounts.contains(pod.path("serviceAccountName").asString("")),
                "the pod's account is none of " + accounts);
    }

    private static Set<String> texts(JsonNode array, String pointer) {
        Set<String> texts = new TreeSet<>();
        array.forEach(element -> texts.add(element.at(pointer).asString("")));
        return texts;
    }

    private static void demand(List<String> problems, boolean fulfilled, String problem) {
        if (!fulfilled) {
            problems.add(problem);
        }
    }
}
