// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import java.util.List;

/**
 * What a run found.
 *
 * @param mode      as the documents were read
 * @param files     how many files were read
 * @param documents how many documents, tenant files and rule files they held
 * @param rejected  how many of those are refused
 * @param repaired  how many of those would be repaired
 * @param findings  in the order of the files
 */
public record Summary(String mode, int files, int documents, int rejected, int repaired, List<Finding> findings) {

    /** Copies. */
    public Summary {
        findings = List.copyOf(findings);
    }

    static Summary of(String mode, List<List<Finding>> byDocument, int files) {
        int rejected = 0;
        int repaired = 0;
        for (List<Finding> findings : byDocument) {
            if (findings.stream().anyMatch(finding -> finding.severity() == Severity.REJECTED)) {
                rejected++;
            } else if (findings.stream().anyMatch(finding -> finding.severity() == Severity.REPAIRED)) {
                repaired++;
            }
        }
        List<Finding> all = byDocument.stream().flatMap(List::stream).toList();
        return new Summary(mode, files, byDocument.size(), rejected, repaired, all);
    }

    /** One line with all counts. */
    public String text() {
        return "Validated: mode=" + mode + ", files=" + files + ", documents=" + documents + ", repaired=" + repaired
                + ", rejected=" + rejected;
    }
}
