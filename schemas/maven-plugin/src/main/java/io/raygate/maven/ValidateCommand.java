// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.maven.check.Finding;
import io.raygate.maven.check.Selection;
import io.raygate.maven.check.Summary;
import io.raygate.maven.check.Validation;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code raygate:validate} without Maven: {@code [--strict] [--report=FILE] FILE|DIRECTORY…}. Exits with 0 where nothing
 * is rejected, 1 where something is, 2 where it could not run.
 */
public final class ValidateCommand {

    private static final String USAGE = "usage: validate [--strict] [--report=FILE] FILE|DIRECTORY...";
    private static final String REPORT = "--report=";

    private ValidateCommand() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        ValidationMode mode = ValidationMode.REPAIR;
        List<Path> reports = new ArrayList<>();
        List<Path> roots = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--strict")) {
                mode = ValidationMode.STRICT;
            } else if (argument.startsWith(REPORT)) {
                reports.add(Path.of(argument.substring(REPORT.length())));
            } else if (argument.startsWith("--")) {
                roots.clear();
                break;
            } else {
                roots.add(Path.of(argument));
            }
        }
        if (roots.isEmpty()) {
            out.println(USAGE);
            return 2;
        }
        return validate(new Selection(roots, List.of(), List.of()), mode, reports, out);
    }

    private static int validate(Selection selection, ValidationMode mode, List<Path> reports, PrintStream out) {
        try {
            Summary summary = Validation.run(selection, mode);
            for (Finding finding : summary.findings()) {
                out.println(finding.severity() + " " + finding.text());
            }
            for (Path report : reports) {
                Validation.write(summary, report);
            }
            out.println(summary.text());
            return summary.rejected() > 0 ? 1 : 0;
        } catch (IOException e) {
            out.println("Cannot read or write: " + e);
            return 2;
        }
    }
}
