// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.FileViolation;
import io.raygate.contract.gitops.GitopsRules;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.YamlFile;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** All that is checked of a tree, from the files that people write to the manifests that Argo CD would sync. */
final class TreeCheck {

    /** Kinds of which a controller's chart brings one or more: {@code helm} of each controller's repository, read 2026-11-27. */
    private static final List<JsonNode> CONTROLLER = Stream.of(
                    "apiextensions.k8s.io/v1 CustomResourceDefinition",
                    "apps/v1 Deployment",
                    "rbac.authorization.k8s.io/v1 ClusterRole",
                    "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
                    "rbac.authorization.k8s.io/v1 Role",
                    "rbac.authorization.k8s.io/v1 RoleBinding",
                    "v1 ServiceAccount")
            .map(kind -> kind.split(" "))
            .<JsonNode>map(kind ->
                    Yaml.MAPPER.createObjectNode().put("apiVersion", kind[0]).put("kind", kind[1]))
            .toList();

    private final SchemaChecker schemas = new SchemaChecker();
    private final CoreKinds coreKinds = new CoreKinds();
    private final CustomKinds customKinds;

    TreeCheck(CustomKinds customKinds) {
        this.customKinds = customKinds;
    }

    /** Every problem; the manifests are looked at only where the files are right. */
    List<Problem> check(GitopsTree tree) {
        List<Problem> problems = new ArrayList<>();
        List<ContractFile> environments = read(tree, tree.environments(), ContractSchema.ENVIRONMENT, problems);
        List<ContractFile> tenants = read(tree, tree.tenants(), ContractSchema.TENANT, problems);
        GitopsRules.check(environments, tenants).forEach(found -> problems.add(problem(tree, found)));
        for (Path file : tree.argocd()) {
            problems.addAll(manifest(tree.relative(file), Yaml.read(file)));
        }
        if (problems.isEmpty()) {
            applications(tree, problems);
        }
        return problems;
    }

    private List<ContractFile> read(GitopsTree tree, List<Path> files, ContractSchema schema, List<Problem> problems) {
        List<ContractFile> valid = new ArrayList<>();
        for (Path file : files) {
            try {
                JsonNode content = Yaml.read(file);
                List<Problem> found = schemas.check(schema, content).stream()
                        .map(violation -> new Problem(tree.relative(file), violation.pointer(), violation.message()))
                        .toList();
                problems.addAll(found);
                if (found.isEmpty()) {
                    ContractFile contract = new ContractFile(file, YamlFile.read(text(file)));
                    contract.ambiguities().forEach(ambiguity -> problems.add(problem(tree, ambiguity)));
                    valid.add(contract);
                }
            } catch (InvalidFileException e) {
                problems.add(new Problem(tree.relative(file), "", e.getMessage()));
            } catch (JacksonException e) {
                problems.add(new Problem(
                        tree.relative(file),
                        "",
                        "is not YAML: "
                                + e.getOriginalMessage().lines().findFirst().orElse("")));
            }
        }
        return valid;
    }

    private static Problem problem(GitopsTree tree, FileViolation found) {
        return new Problem(tree.relative(found.file()), found.pointer(), found.message());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void applications(GitopsTree tree, List<Problem> problems) {
        Map<Application, List<JsonNode>> renders = new LinkedHashMap<>();
        List<JsonNode> all =
                new ArrayList<>(tree.argocd().stream().map(Yaml::read).toList());
        Map<Application, List<JsonNode>> teams = new LinkedHashMap<>();
        for (TeamApplication team : tree.teams()) {
            problems.addAll(manifest(team.name(), team.application().manifest()));
            try {
                teams.put(team.application(), team.render(tree.root()));
            } catch (IllegalStateException e) {
                problems.add(new Problem(team.name(), "", "Helm cannot render it: " + e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            return;
        }
        for (Application application : tree.applications()) {
            problems.addAll(manifest(application.name(), application.manifest()));
            try {
                List<JsonNode> manifests = application.render(tree.root());
                renders.put(application, manifests);
                all.addAll(manifests);
            } catch (IllegalStateException e) {
                problems.add(new Problem(application.name(), "", "Helm cannot render it: " + e.getMessage()));
            }
        }
        ProjectRules projects = new ProjectRules(all);
        renders.forEach((application, manifests) -> {
            for (JsonNode manifest : manifests) {
                problems.addAll(manifest(application.name(), manifest));
                problems.addAll(RenderRules.check(application.name(), manifest));
            }
            problems.addAll(projects.check(application, manifests));
        });
        teams.forEach((application, manifests) -> problems.addAll(projects.check(application, manifests)));
        tree.controllers().forEach(application -> problems.addAll(projects.check(application, CONTROLLER)));
    }

    private List<Problem> manifest(String file, JsonNode manifest) {
        if (CoreKinds.knows(manifest)) {
            return coreKinds.check(file, manifest);
        }
        if (customKinds.knows(manifest)) {
            return customKinds.check(file, manifest);
        }
        return List.of(new Problem(
                file,
                "/kind",
                CoreKinds.kind(manifest) + " is a kind that no check knows; add it to CoreKinds or custom-kinds.yaml"));
    }
}
