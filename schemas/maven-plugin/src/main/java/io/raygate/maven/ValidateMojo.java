// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven;

import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Finding;
import io.raygate.maven.check.Selection;
import io.raygate.maven.check.Summary;
import io.raygate.maven.check.Validation;
import io.raygate.schema.ValidationMode;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Validates segment documents ({@code .json}, {@code .jsonl} or {@code .ndjson} with one a line, {@code .bin} with a
 * datagram as an X-Ray SDK sends it), tenant files and sampling rules ({@code .yaml}, {@code .yml}, {@code .json}), each
 * by what it holds. Says file, line, column, JSON pointer, reason and remedy. Needs no project.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends AbstractMojo {

    /** Files, which are read whatever their name, and directories, which are searched. */
    @Parameter(property = "raygate.files", required = true)
    private List<File> files = List.of();

    /** Globs relative to a directory; without any, all kinds of files. */
    @Parameter(property = "raygate.includes")
    private List<String> includes = List.of();

    /** Globs relative to a directory. */
    @Parameter(property = "raygate.excludes")
    private List<String> excludes = List.of();

    /** {@code repair}: only what the gateway rejects fails. {@code strict}: what it would repair fails too. */
    @Parameter(property = "raygate.mode", defaultValue = "repair")
    private String mode = "repair";

    /** {@code fail} or {@code warn}: what becomes of the build when something is rejected. */
    @Parameter(property = "raygate.onRejected", defaultValue = "fail")
    private String onRejected = "fail";

    /** A file to which all findings are written as JSON. */
    @Parameter(property = "raygate.report")
    private @Nullable File report;

    /** How many reasons are told for which one document is rejected. */
    @Parameter(property = "raygate.maxFindings", defaultValue = "" + Bounds.DEFAULT_FINDINGS)
    private int maxFindings = Bounds.DEFAULT_FINDINGS;

    /** A file with more bytes is rejected unread. */
    @Parameter(property = "raygate.maxFileBytes", defaultValue = "" + Bounds.DEFAULT_FILE_BYTES)
    private long maxFileBytes = Bounds.DEFAULT_FILE_BYTES;

    /** Does nothing. */
    @Parameter(property = "raygate.skip", defaultValue = "false")
    private boolean skip;

    /** For Maven. */
    public ValidateMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("raygate:validate is skipped");
            return;
        }
        boolean fails = fails();
        Summary summary = summary();
        summary.findings().forEach(finding -> log(finding, fails));
        getLog().info(summary.text());
        if (fails && summary.rejected() > 0) {
            throw new MojoFailureException("Rejected: documents=" + summary.rejected());
        }
    }

    private Summary summary() throws MojoExecutionException {
        Selection selection = new Selection(files.stream().map(File::toPath).toList(), includes, excludes);
        try {
            Summary summary = Validation.run(selection, validationMode(), new Bounds(maxFindings, maxFileBytes));
            if (report != null) {
                Validation.write(summary, report.toPath());
            }
            return summary;
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read or write: " + e, e);
        }
    }

    private void log(Finding finding, boolean fails) {
        switch (finding.severity()) {
            case REPAIRED -> getLog().info(finding.text());
            case SUSPICIOUS -> getLog().warn(finding.text());
            case REJECTED -> {
                if (fails) {
                    getLog().error(finding.text());
                } else {
                    getLog().warn(finding.text());
                }
            }
        }
    }

    private ValidationMode validationMode() throws MojoExecutionException {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "repair" -> ValidationMode.REPAIR;
            case "strict" -> ValidationMode.STRICT;
            default -> throw new MojoExecutionException("raygate.mode must be repair or strict: " + mode);
        };
    }

    private boolean fails() throws MojoExecutionException {
        return switch (onRejected.toLowerCase(Locale.ROOT)) {
            case "fail" -> true;
            case "warn" -> false;
            default -> throw new MojoExecutionException("raygate.onRejected must be fail or warn: " + onRejected);
        };
    }
}
