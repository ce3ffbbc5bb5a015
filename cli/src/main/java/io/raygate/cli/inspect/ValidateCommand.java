// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.inspect;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Selection;
import io.raygate.schema.ValidationMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code validate}: what the goal {@code raygate:validate} does, without Maven. */
@Command(
        name = "validate",
        description = {
            "Check segment documents, tenant files and sampling rules.",
            "",
            ".json files hold one of these, .jsonl files one document per line, .bin files a datagram,",
            ".yaml files a tenant, an environment or rules; directories are searched for all of them.",
            "Names everything that is rejected, with its place, a reason and a remedy;",
            "docs/segment-format.md explains the reasons. Exits with 0 if nothing is rejected, 1 if",
            "something is, 2 if it cannot read what it should check.",
            ""
        })
public final class ValidateCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Option(names = "--strict", description = "The same as --mode strict.")
    private boolean strict;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "repair (default): fail only on what the gateway rejects; strict: also on what it would repair.")
    private @Nullable ValidationMode mode;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the findings to FILE as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--max-findings",
            paramLabel = "N",
            description =
                    "Report at most N reasons for each rejected document (default " + Bounds.DEFAULT_FINDINGS + ").")
    private int maxFindings = Bounds.DEFAULT_FINDINGS;

    @Option(
            names = "--max-file-bytes",
            paramLabel = "BYTES",
            description = "Reject a larger file without reading it (default " + Bounds.DEFAULT_FILE_BYTES + ").")
    private long maxFileBytes = Bounds.DEFAULT_FILE_BYTES;

    @Option(
            names = "--before",
            paramLabel = "DIR",
            description = "Refuse what is gone since DIR, which holds tenants/ as it was, and was not retired there.")
    private @Nullable Path before;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files and directories.")
    private List<Path> files = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ValidateCommand() {}

    @Override
    public Integer call() {
        Bounds bounds = bounds();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw Failure.misused(file + " does not exist: name files or directories");
            }
        }
        Console console = raygate.console();
        return new io.raygate.maven.ValidateCommand(
                        new Selection(files, List.of(), List.of(), Optional.ofNullable(before)),
                        validationMode(),
                        bounds,
                        json,
                        Optional.ofNullable(report))
                .run(console.out(), console.err());
    }

    private Bounds bounds() {
        if (maxFindings < 1) {
            throw Failure.misused("--max-findings " + maxFindings + ": write 1 or more");
        }
        if (maxFileBytes < 1 || maxFileBytes > Bounds.MAX_FILE_BYTES) {
            throw Failure.misused("--max-file-bytes " + maxFileBytes + ": write 1 to " + Bounds.MAX_FILE_BYTES);
        }
        return new Bounds(maxFindings, maxFileBytes);
    }

    private ValidationMode validationMode() {
        if (strict && mode == ValidationMode.REPAIR) {
            throw Failure.misused("--strict and --mode repair contradict each other: leave one out");
        }
        return strict ? ValidationMode.STRICT : Objects.requireNonNullElse(mode, ValidationMode.REPAIR);
    }
}
