// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Finding;
import io.raygate.maven.check.Selection;
import io.raygate.maven.check.Summary;
import io.raygate.maven.check.Validation;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code raygate:validate} without Maven, for a command line.
 *
 * @param json   whether the findings are printed as JSON, not as lines
 * @param report takes the findings as JSON
 */
public record ValidateCommand(
        Selection selection, ValidationMode mode, Bounds bounds, boolean json, Optional<Path> report) {

    /** Nothing is rejected. */
    public static final int VALID = 0;

    /** Something is rejected. */
    public static final int REJECTED = 1;

    /** It could not run. */
    public static final int UNREADABLE = 2;

    /**
     * Runs.
     *
     * @param out takes findings and the summary
     * @param err takes one line where a file cannot be read or written
     * @return exit status
     */
    public int run(PrintStream out, PrintStream err) {
        try {
            Summary summary = Validation.run(selection, mode, bounds);
            if (report.isPresent()) {
                Validation.write(summary, report.get());
            }
            print(summary, out);
            return summary.rejected() > 0 ? REJECTED : VALID;
        } catch (IOException e) {
            err.println("raygate: cannot read or write: " + e);
            return UNREADABLE;
        }
    }

    private void print(Summary summary, PrintStream out) {
        if (json) {
            out.println(Validation.json(summary));
            return;
        }
        for (Finding finding : summary.findings()) {
            out.println(finding.severity() + " " + finding.text());
        }
        out.println(summary.text());
    }
}
