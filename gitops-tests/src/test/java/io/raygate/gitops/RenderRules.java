// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What no schema of a kind says of the manifests, and what we promise of them. */
final class RenderRules {

    private static final String BY_DIGEST = ".+@sha256:[0-9a-f]{64}";

    /** RFC 1123 label; values of labels end there too. */
    private static final int MAX_LABEL_CHARS = 63;

    private static final List<String> SECRETS = List.of("bearerToken", "password", "keyData", "secretAccessKey");

    /** What a target allocator reads: no Secrets, whose monitors it leaves out. */
    private static final Set<String> TARGETS = new TreeSet<>(Set.of(
            "endpoints",
            "endpointslices",
            "namespaces",
            "nodes",
            "podmonitors",
            "pods",
            "probes",
            "scrapeconfigs",
            "servicemonitors",
            "services"));

    private final String application;
    private final JsonNode manifest;
    private final List<Problem> problems = new ArrayList<>();

    private RenderRules(String application, JsonNode manifest) {
        this.application = application;
        this.manifest = manifest;
    }

    static List<Problem> check(String application, JsonNode manifest) {
        RenderRules rules = new RenderRules(application, manifest);
        rules.names();
        rules.adoption();
        switch (manifest.path("kind").asString("")) {
            case "DaemonSet", "Deployment", "Job" -> rules.pod(manifest.at("/spec/template/spec"));
            case "OpenTelemetryCollector" -> rules.container(manifest.path("spec"));
            case "ClusterRole" -> rules.clusterRole();
            case "ClusterRoleBinding" -> rules.clusterRoleBinding();
            case "Secret" -> rules.secret();
            case "Stream", "Queue", "Key", "Workspace" -> rules.retained();
            case "Function" -> rules.function();
            case "Role" -> rules.problems.addAll(PolicyRules.check(application, manifest));
            case "Parameter" -> rules.parameter();
            default -> {}
        }
        return rules.problems;
    }

    private void names() {
        if (manifest.at("/metadata/name").asString("").length() > MAX_LABEL_CHARS) {
            problem("/metadata/name", "has more than " + MAX_LABEL_CHARS + " characters; shorten it");
        }
        for (JsonNode value : manifest.at("/metadata/labels")) {
            if (value.asString("").length() > MAX_LABEL_CHARS) {
                problem("/metadata/labels", value.asString("") + " is too long for a label; shorten it");
            }
        }
    }

    private void pod(JsonNode pod) {
        demand(pod.at("/securityContext/runAsNonRoot").asBoolean(false), "/securityContext/runAsNonRoot", "be true");
        demand(
                pod.at("/securityContext/seccompProfile/type").asString("").equals("RuntimeDefault"),
                "/securityContext/seccompProfile/type",
                "be RuntimeDefault");
        for (JsonNode container : pod.path("containers")) {
            container(container);
        }
    }

    private void container(JsonNode container) {
        JsonNode security = container.path("securityContext");
        demand(image(container.path("image")), "/image", "name an image by its digest");
        demand(security.path("readOnlyRootFilesystem").asBoolean(false), "/readOnlyRootFilesystem", "be true");
        demand(!security.path("allowPrivilegeEscalation").asBoolean(true), "/allowPrivilegeEscalation", "be false");
        demand(security.at("/capabilities/drop/0").asString("").equals("ALL"), "/capabilities/drop", "be ALL");
        demand(container.at("/resources/requests").has("cpu"), "/resources/requests/cpu", "be set");
        demand(container.at("/resources/limits").has("memory"), "/resources/limits/memory", "be set");
    }

    private static boolean image(JsonNode image) {
        return image.asString("").matches(BY_DIGEST);
    }

    /** Forwarders and collectors may see pods, nothing else; a target allocator what leads to pods. */
    private void clusterRole() {
        boolean isAllocator = manifest.at("/metadata/name").asString("").endsWith("-targets");
        for (JsonNode rule : manifest.path("rules")) {
            if (isAllocator) {
                demand(TARGETS.containsAll(texts(rule.path("resources"))), "/rules/resources", "be among " + TARGETS);
            } else {
                demand(texts(rule.path("apiGroups")).equals(Set.of("")), "/rules/apiGroups", "be the core group");
                demand(texts(rule.path("resources")).equals(Set.of("pods")), "/rules/resources", "be pods alone");
            }
            demand(
                    texts(rule.path("verbs")).equals(Set.of("get", "list", "watch")),
                    "/rules/verbs",
                    "be get, list and watch");
        }
    }

    private void clusterRoleBinding() {
        demand(
                !manifest.at("/roleRef/name").asString("").equals("cluster-admin"),
                "/roleRef/name",
                "be a role of our own, never cluster-admin");
    }

    private void secret() {
        String type = manifest.path("metadata")
                .path("labels")
                .path("argocd.argoproj.io/secret-type")
                .asString("");
        demand(
                type.equals("cluster"),
                "/metadata/labels",
                "say that it describes a cluster; no other Secret is in git");
        String text = manifest.toString();
        for (String word : SECRETS) {
            demand(!text.contains(word), "/stringData", "not hold " + word + "; make that Secret outside of git");
        }
    }

    private void retained() {
        JsonNode annotations = manifest.at("/metadata/annotations");
        demand(
                annotations
                        .path("services.k8s.aws/deletion-policy")
                        .asString("")
                        .equals("retain"),
                "/metadata/annotations",
                "have services.k8s.aws/deletion-policy: retain, or a deleted manifest deletes data");
    }

    /** What AWS has already is taken over: it was left on purpose, or another hub made it. */
    private void adoption() {
        String group = manifest.path("apiVersion").asString("");
        if (!group.contains(".services.k8s.aws/")) {
            return;
        }
        JsonNode annotations = manifest.at("/metadata/annotations");
        demand(
                annotations
                        .path("services.k8s.aws/adoption-policy")
                        .asString("")
                        .equals("adopt-or-create"),
                "/metadata/annotations",
                "have services.k8s.aws/adoption-policy: adopt-or-create, or its controller refuses what is there already");
    }

    private void function() {
        demand(image(manifest.at("/spec/code/imageURI")), "/spec/code/imageURI", "name an image by its digest");
        int chars = manifest.at("/spec/environment/variables").properties().stream()
                .mapToInt(entry ->
                        entry.getKey().length() + entry.getValue().asString("").length())
                .sum();
        // Lambda takes 4 KB of environment variables: docs.aws.amazon.com/lambda, quotas, read 2026-11-22.
        demand(chars <= 4096, "/spec/environment/variables", "have at most 4 KB together");
    }

    private void parameter() {
        int chars = manifest.at("/spec/value").asString("").length();
        // 4 KB standard, 8 KB advanced: docs.aws.amazon.com/systems-manager, Parameter Store tiers, read 2026-11-22.
        int limit = manifest.at("/spec/tier").asString("").equals("Advanced") ? 8192 : 4096;
        demand(chars <= limit, "/spec/value", "have at most " + limit + " characters; shorten the tenant's policy");
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(element -> texts.add(element.asString("")));
        return texts;
    }

    private void demand(boolean fulfilled, String path, String must) {
        if (!fulfilled) {
            problem(path, "must " + must);
        }
    }

    private void problem(String path, String message) {
        String subject = manifest.path("kind").asString("") + " "
                + manifest.at("/metadata/name").asString("");
        problems.add(new Problem(application, path, subject + " " + message));
    }
}
