// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.gitops.ContractFile;
import io.raygate.schema.gitops.FileViolation;
import io.raygate.schema.gitops.GitopsRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Checks the valid tenant and environment files of a run against each other. Not thread-safe. */
final class GitopsCheck {

    private final List<ContractFile> environments = new ArrayList<>();
    private final List<ContractFile> tenants = new ArrayList<>();
    private final Map<Path, Checked> checked = new HashMap<>();

    /** Takes a valid file. {@code findings} is where {@link #check()} adds what it finds in it. */
    void add(String file, Text text, JsonNode tree, ContractSchema schema, List<Finding> findings) {
        ContractFile contract = new ContractFile(Path.of(file), tree);
        (schema == ContractSchema.ENVIRONMENT ? environments : tenants).add(contract);
        checked.put(contract.path(), new Checked(text, findings));
    }

    /** Does nothing if no environment was read: a team may check its own file alone. */
    void check() {
        if (environments.isEmpty()) {
            return;
        }
        for (FileViolation found : GitopsRules.check(environments, tenants)) {
            Checked file = Objects.requireNonNull(checked.get(found.file()));
            file.findings().add(ContractCheck.finding(found.file().toString(), file.text(), found.violation()));
        }
    }

    private record Checked(Text text, List<Finding> findings) {}
}
