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
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Validates segment documents ({@code .json}, {@code .jsonl} or {@code .ndjson} with one per line, {@code .bin} with a
 * datagram as an X-Ray SDK sends it), tenant files and sampling rules ({@code .yaml}, {@code .yml}, {@code .json}). Reports
 * file, line, column, JSON pointer, reason and remedy. Needs no project.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends AbstractMojo {

    /** Files, which are read whatever their names are, and directories, which are searched. */
    @Parameter(property = "raygate.files", required = true)
    private List<File> files = List.of();

    /** Globs relative to a directory. Default: every kind of file that can be validated. */
    @Parameter(property = "raygate.includes")
    private List<String> includes = List.of();

    /** Globs relative to a directory. */
    @Parameter(property = "raygate.excludes")
    private List<String> excludes = List.of();

    /** {@code repair}: fail on what the gateway rejects. {@code strict}: fail on what it would repair, too. */
    @Parameter(property = "raygate.mode", defaultValue = "repair")
    private String mode = "repair";

    /** What to do when something is rejected: {@code fail} the build, or {@code warn} only. */
    @Parameter(property = "raygate.onRejected", defaultValue = "fail")
    private String onRejected = "fail";

    /** Write all findings to this file, as JSON. */
    @Parameter(property = "raygate.report")
    private @Nullable File report;

    /** Report at most this many reasons for each rejected document. */
    @Parameter(property = "raygate.maxFindings", defaultValue = "" + Bounds.DEFAULT_FINDINGS)
    private int maxFindings = Bounds.DEFAULT_FINDINGS;

    /** Reject a file with more bytes without reading it. */
    @Parameter(property = "raygate.maxFileBytes", defaultValue = "" + Bounds.DEFAULT_FILE_BYTES)
    private long maxFileBytes = Bounds.DEFAULT_FILE_BYTES;

    /** Skip the goal. */
    @Parameter(property = "raygate.skip", defaultValue = "false")
    private boolean skip;

    /** For Maven. */
    public ValidateMojo() {}

    @Override
    public void execute() throws MojoFailureException {
        if (skip) {
            getLog().info("raygate:validate is skipped");
            return;
        }
        boolean fails = fails();
        Summary summary = summary();
        summary.findings().forEach(finding -> log(finding, fails));
        getLog().info(summary.text());
        if (fails && summary.rejected() > 0) {
            throw new MojoFailureException(summary.text());
        }
    }

    private Summary summary() throws MojoFailureException {
        Selection selection = new Selection(files.stream().map(File::toPath).toList(), includes, excludes);
        try {
            Summary summary = Validation.run(selection, validationMode(), bounds());
            if (report != null) {
                Validation.write(summary, report.toPath());
            }
            return summary;
        } catch (NoSuchFileException e) {
            throw invalid("raygate.files", String.valueOf(e.getMessage()), "name files and directories that exist");
        } catch (PatternSyntaxException e) {
            throw invalid("raygate.includes or raygate.excludes", e.getPattern(), "write a glob such as **/*.json");
        } catch (IOException e) {
            throw new MojoFailureException("cannot read or write: " + e);
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

    private Bounds bounds() throws MojoFailureException {
        if (maxFindings < 1) {
            throw invalid("raygate.maxFindings", maxFindings, "write 1 or more");
        }
        if (maxFileBytes < 1 || maxFileBytes > Bounds.MAX_FILE_BYTES) {
            throw invalid("raygate.maxFileBytes", maxFileBytes, "write 1 to " + Bounds.MAX_FILE_BYTES);
        }
        return new Bounds(maxFindings, maxFileBytes);
    }

    private ValidationMode validationMode() throws MojoFailureException {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "repair" -> ValidationMode.REPAIR;
            case "strict" -> ValidationMode.STRICT;
            default -> throw invalid("raygate.mode", mode, "write repair or strict");
        };
    }

    private boolean fails() throws MojoFailureException {
        return switch (onRejected.toLowerCase(Locale.ROOT)) {
            case "fail" -> true;
            case "warn" -> false;
            default -> throw invalid("raygate.onRejected", onRejected, "write fail or warn");
        };
    }

    /** Maven prints the message of this exception in one line, and no stack. */
    private static MojoFailureException invalid(String parameter, Object value, String remedy) {
        return new MojoFailureException(parameter + "=" + value + " is not valid: " + remedy);
    }
}
