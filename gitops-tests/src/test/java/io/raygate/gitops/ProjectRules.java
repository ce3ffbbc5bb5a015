// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Argo CD refuses because the project of an Application does not permit it. */
final class ProjectRules {

    /** Kinds of no namespace; Argo CD asks the API server. */
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "/Namespace",
            "apiextensions.k8s.io/CustomResourceDefinition",
            "rbac.authorization.k8s.io/ClusterRole",
            "rbac.authorization.k8s.io/ClusterRoleBinding",
            "scheduling.k8s.io/PriorityClass",
            "services.k8s.aws/IAMRoleSelector");

    private final Map<String, JsonNode> projects = new HashMap<>();

    /**
     * With the projects among {@code manifests}.
     *
     * @param manifests of all Applications and of {@code gitops/argocd}
     */
    ProjectRules(Collection<JsonNode> manifests) {
        manifests.stream()
                .filter(manifest -> manifest.path("kind").asString("").equals("AppProject"))
                .forEach(project -> projects.put(project.at("/metadata/name").asString(""), project));
    }

    /** What would not be synced. */
    List<Problem> check(Application application, List<JsonNode> manifests) {
        JsonNode project = projects.get(application.project());
        if (project == null) {
            return List.of(new Problem(
                    application.name(),
                    "/spec/project",
                    application.project() + " is no project; make it, or name another"));
        }
        List<Problem> problems = new ArrayList<>();
        for (JsonNode source : application.sources()) {
            String repository = source.path("repoURL").asString("");
            if (!matches(project.at("/spec/sourceRepos"), repository)) {
                problems.add(refused(application, "/spec/sourceRepos", "the repository " + repository));
            }
        }
        for (JsonNode manifest : manifests) {
            kind(application, project, manifest, problems);
        }
        return problems;
    }

    private static void kind(Application application, JsonNode project, JsonNode manifest, List<Problem> problems) {
        String version = manifest.path("apiVersion").asString("");
        // The core group has no name.
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        String kind = manifest.path("kind").asString("");
        boolean isOfTheCluster = CLUSTER_SCOPED.contains(group + "/" + kind);
        String path = isOfTheCluster ? "/spec/clusterResourceWhitelist" : "/spec/namespaceResourceWhitelist";
        JsonNode list = project.at(path);
        // Without a list all is permitted in namespaces, and nothing of the cluster.
        if (list.isMissingNode() ? isOfTheCluster : !permits(list, group, kind)) {
            problems.add(refused(application, path, CoreKinds.kind(manifest)));
        }
        if (!isOfTheCluster) {
            namespace(application, project, manifest, problems);
        }
    }

    private static void namespace(
            Application application, JsonNode project, JsonNode manifest, List<Problem> problems) {
        String namespace = manifest.at("/metadata/namespace").asString(application.namespace());
        String cluster = application.manifest().at("/spec/destination/name").asString("");
        for (JsonNode destination : project.at("/spec/destinations")) {
            if (glob(destination.path("name").asString(""), cluster)
                    && glob(destination.path("namespace").asString(""), namespace)) {
                return;
            }
        }
        problems.add(refused(application, "/spec/destinations", "namespace " + namespace + " of " + cluster));
    }

    private static Problem refused(Application application, String path, String what) {
        return new Problem(
                application.name(),
                path,
                "project " + application.project() + " does not permit " + what + "; add it there");
    }

    private static boolean permits(JsonNode list, String group, String kind) {
        for (JsonNode entry : list) {
            if (entry.path("group").asString("").equals(group)
                    && entry.path("kind").asString("").equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** Of a repository an asterisk stands for one step of its path: IsSourcePermitted of Argo CD 3.2, read 2026-11-27. */
    private static boolean matches(JsonNode patterns, String repository) {
        for (JsonNode pattern : patterns) {
            String steps = pattern.asString("").replace(".", "\\.").replace("*", "[^/]*");
            if (repository.matches(steps.replace("[^/]*[^/]*", ".*"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean glob(String pattern, String text) {
        return text.matches(pattern.replace(".", "\\.").replace("*", ".*"));
    }
}
