// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import io.raygate.schema.gitops.ContractFile;
import io.raygate.schema.gitops.GitopsRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** All that is checked of a tree, from the files that people write to the manifests that Argo CD would sync. */
final class TreeCheck {

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
        GitopsRules.check(environments, tenants)
                .forEach(found -> problems.add(new Problem(
                        tree.relative(found.file()),
                        found.violation().pointer(),
                        found.violation().message())));
        for (Path file : tree.argocd()) {
            problems.addAll(manifest(tree.relative(file), Yaml.read(file)));
        }
        if (problems.isEmpty()) {
            tree.applications().forEach(application -> problems.addAll(application(tree, application)));
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
                    valid.add(new ContractFile(file, content));
                }
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

    private List<Problem> application(GitopsTree tree, Application application) {
        List<Problem> problems = new ArrayList<>(manifest(application.name(), application.manifest()));
        try {
            for (JsonNode manifest : application.render(tree.root())) {
                problems.addAll(manifest(application.name(), manifest));
                problems.addAll(RenderRules.check(application.name(), manifest));
            }
        } catch (IllegalStateException e) {
            problems.add(new Problem(application.name(), "", "Helm cannot render it: " + e.getMessage()));
        }
        return problems;
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
