// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The controllers of Argo CD over a control plane: repository server, application controller and ApplicationSet
 * controller, with a Redis. There is no server of its API and no page.
 */
public final class ArgoCd implements Part {

    private static final String NAMESPACE = "argocd";
    private static final Map<String, String> PART_OF = Map.of("app.kubernetes.io/part-of", "argocd");
    private static final String GROUP_VERSION = "argoproj.io/v1alpha1";

    private final ControlPlane hub;
    private final List<ChildProcess> processes = new ArrayList<>();

    private ArgoCd(ControlPlane hub) {
        this.hub = hub;
    }

    /**
     * Starts it. The kinds of Argo CD are there already.
     *
     * @param repository URL, read without credentials and without a certificate to trust
     */
    public static ArgoCd start(HubPrograms programs, ControlPlane hub, String repository, Path directory)
            throws IOException {
        return start(programs, hub, repository, directory, Map.of());
    }

    /**
     * The same with more environment variables.
     *
     * @param outside how it reaches what is not on this machine
     */
    public static ArgoCd start(
            HubPrograms programs, ControlPlane hub, String repository, Path directory, Map<String, String> outside)
            throws IOException {
        ArgoCd argo = new ArgoCd(hub);
        argo.install(repository);
        argo.run(programs, Files.createDirectories(directory), outside);
        return argo;
    }

    private void install(String repository) {
        hub.createNamespace(NAMESPACE, Map.of());
        for (String name : List.of("argocd-cm", "argocd-rbac-cm")) {
            hub.client()
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(NAMESPACE)
                            .withLabels(PART_OF)
                            .endMetadata()
                            .build())
                    .create();
        }
        secret("argocd-secret", PART_OF, Map.of("server.secretkey", "of-a-test"));
        secret(
                "repository",
                Map.of("argocd.argoproj.io/secret-type", "repository"),
                Map.of("type", "git", "url", repository, "insecure", "true"));
        // What Argo CD's own server would make.
        hub.apply("""
                {"apiVersion": "argoproj.io/v1alpha1", "kind": "AppProject", "metadata": {"name": "default"},
                 "spec": {"sourceRepos": ["*"], "destinations": [{"server": "*", "namespace": "*"}],
                          "clusterResourceWhitelist": [{"group": "*", "kind": "*"}]}}
                """, NAMESPACE);
    }

    private void secret(String name, Map<String, String> labels, Map<String, String> data) {
        hub.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .withLabels(labels)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    private void run(HubPrograms programs, Path directory, Map<String, String> outside) throws IOException {
        Map<String, String> environment = new HashMap<>(outside);
        environment.putAll(Map.of(
                "KUBECONFIG", hub.kubeconfig().toString(),
                "ARGOCD_FAKE_IN_CLUSTER", "true",
                "ARGOCD_GPG_ENABLED", "false",
                "ARGOCD_ASK_PASS_SOCK", directory.resolve("ask-pass.sock").toString(),
                "HOME", directory.toString(),
                "TMPDIR", Files.createDirectories(directory.resolve("tmp")).toString(),
                "PATH", programs.directory() + ":" + System.getenv("PATH")));
        String redis = "127.0.0.1:" + FreePort.next();
        int repositories = FreePort.next();
        start(programs, directory, environment, "redis", redis);
        start(
                programs,
                directory,
                environment,
                "repo-server",
                "--disable-tls",
                "--address=127.0.0.1",
                "--port=" + repositories,
                "--metrics-address=127.0.0.1",
                "--metrics-port=" + FreePort.next(),
                "--redis=" + redis);
        start(
                programs,
                directory,
                environment,
                "application-controller",
                "--namespace=" + NAMESPACE,
                "--repo-server=127.0.0.1:" + repositories,
                "--repo-server-plaintext",
                "--redis=" + redis,
                "--metrics-port=" + FreePort.next(),
                // While kinds arrive one after the other it heals often, and would wait up to five minutes between two
                // attempts.
                "--self-heal-backoff-cap-seconds=5",
                "--persist-resource-health");
        start(
                programs,
                directory,
                environment,
                "applicationset-controller",
                "--namespace=" + NAMESPACE,
                "--argocd-repo-server=127.0.0.1:" + repositories,
                "--repo-server-plaintext",
                "--metrics-addr=127.0.0.1:" + FreePort.next(),
                "--probe-addr=127.0.0.1:" + FreePort.next(),
                "--webhook-addr=127.0.0.1:" + FreePort.next());
    }

    private void start(HubPrograms programs, Path directory, Map<String, String> environment, String... command)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(programs.hub()));
        line.addAll(List.of(command));
        processes.add(ChildProcess.start(line, environment, directory.resolve(command[0] + ".log")));
    }

    /** Has everything look at the repository now, as a webhook of the git host would. */
    public void refresh() {
        annotate("ApplicationSet", "argocd.argoproj.io/application-set-refresh", "true");
        compare();
    }

    /** Has Applications look at what there is. */
    public void compare() {
        annotate("Application", "argocd.argoproj.io/refresh", "normal");
    }

    private void annotate(String kind, String annotation, String value) {
        String patch = "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(annotation, value);
        for (GenericKubernetesResource object : list(kind)) {
            try {
                hub.client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) { // Argo CD has deleted it since it was listed
                    throw e;
                }
            }
        }
    }

    /** Names of Applications. */
    public List<String> applications() {
        return list("Application").stream()
                .map(application -> application.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** {@code Synced/Healthy}, for example; or {@code absent}. */
    public String state(String application) {
        return list("Application").stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(application))
                .map(ArgoCd::state)
                .findFirst()
                .orElse("absent");
    }

    private static String state(GenericKubernetesResource application) {
        Object sync = application.get("status", "sync", "status");
        Object health = application.get("status", "health", "status");
        Object phase = application.get("status", "operationState", "phase");
        return sync + "/" + health + ("Running".equals(phase) ? "/Running" : "");
    }

    /** Whether Argo CD's state of an Application is that of the source which the Application names now. */
    public boolean isCurrent(String application) {
        return list("Application").stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(application))
                .anyMatch(candidate -> Objects.equals(
                        candidate.get("spec", "source"), candidate.get("status", "sync", "comparedTo", "source")));
    }

    /** The version of the chart that an Application names; empty where there is none. */
    public String version(String application) {
        return list("Application").stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(application))
                .map(candidate -> String.valueOf(candidate.<Object>get("spec", "source", "targetRevision")))
                .findFirst()
                .orElse("");
    }

    /** The chart that an Application names; empty where there is none. */
    public String chart(String application) {
        return list("Application").stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(application))
                .map(candidate -> String.valueOf(candidate.<Object>get("spec", "source", "chart")))
                .findFirst()
                .orElse("");
    }

    /** What it says of an Application: the operation's message, the conditions, and the health of what is not healthy. */
    public String explain(String application) {
        return list("Application").stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(application))
                .map(candidate -> candidate.get("status", "operationState", "message")
                        + ", results=" + candidate.get("status", "operationState", "syncResult", "resources")
                        + ", conditions=" + candidate.get("status", "conditions")
                        + ", unhealthy=" + unhealthy(candidate))
                .findFirst()
                .orElse("absent");
    }

    private static List<Map<String, ?>> unhealthy(GenericKubernetesResource application) {
        List<Map<String, ?>> resources = application.get("status", "resources");
        return resources == null
                ? List.of()
                : resources.stream()
                        .filter(resource -> resource.get("health") instanceof Map<?, ?> health
                                && !"Healthy".equals(health.get("status")))
                        .toList();
    }

    private List<GenericKubernetesResource> list(String kind) {
        return hub.client()
                .genericKubernetesResources(GROUP_VERSION, kind)
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }

    @Override
    public void close() {
        processes.reversed().forEach(ChildProcess::close);
    }
}
