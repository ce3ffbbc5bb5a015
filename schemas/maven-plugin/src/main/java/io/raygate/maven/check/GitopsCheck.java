// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.FileViolation;
import io.raygate.contract.gitops.GitopsRules;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.YamlFile;
import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks the valid tenant and environment files of a run against each other. Not thread-safe. */
final class GitopsCheck {

    private final List<ContractFile> environments = new ArrayList<>();
    private final List<ContractFile> tenants = new ArrayList<>();
    private final Map<Path, Checked> checked = new HashMap<>();
    private boolean isTenantMissing;

    /**
     * Takes a file that its schema accepts, reads it as the charts and the gateway do, and adds to {@code findings} what
     * they would read differently; {@link #check(boolean)} adds more to them.
     */
    void add(String file, Text text, ContractSchema schema, List<Finding> findings) {
        try {
            ContractFile contract = new ContractFile(Path.of(file), YamlFile.read(text.content()));
            checked.put(contract.path(), new Checked(text, findings));
            contract.ambiguities().forEach(found -> findings.add(finding(text, found)));
            if (findings.isEmpty()) {
                (schema == ContractSchema.ENVIRONMENT ? environments : tenants).add(contract);
            } else {
                leaveOut(schema);
            }
        } catch (InvalidFileException e) {
            leaveOut(schema);
            findings.add(ContractCheck.finding(file, text, new Violation("", "yaml", e.getMessage())));
        }
    }

    /** A file that its schema refuses is not looked at, and not missed. */
    void leaveOut(ContractSchema schema) {
        isTenantMissing |= schema == ContractSchema.TENANT;
    }

    /**
     * Does nothing if no environment was read: a team may check its own file alone.
     *
     * @param allTeams whether the run is over the files of all teams
     */
    void check(boolean allTeams) {
        if (environments.isEmpty()) {
            return;
        }
        for (FileViolation found : GitopsRules.check(environments, tenants, allTeams && !isTenantMissing)) {
            Checked file = Objects.requireNonNull(checked.get(found.file()));
            file.findings().add(finding(file.text(), found));
        }
        for (FileViolation found : GitopsRules.placeholders(environments)) {
            Checked file = Objects.requireNonNull(checked.get(found.file()));
            file.findings().add(finding(file.text(), found).as(Severity.SUSPICIOUS));
        }
    }

    private static Finding finding(Text text, FileViolation found) {
        return ContractCheck.finding(
                found.file().toString(), text, new Violation(found.pointer(), found.rule(), found.message()));
    }

    private record Checked(Text text, List<Finding> findings) {}
}
