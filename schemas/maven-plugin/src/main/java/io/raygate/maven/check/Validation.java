// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.explain.SchemaChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A run over files: select, read, tell the kind, check. Reads one file at a time into memory. */
public final class Validation {

    private Validation() {}

    /** Validates what {@code selection} names, within the default bounds. */
    public static Summary run(Selection selection, ValidationMode mode) throws IOException {
        return run(selection, mode, Bounds.DEFAULT);
    }

    /** Validates what {@code selection} names. */
    public static Summary run(Selection selection, ValidationMode mode, Bounds bounds) throws IOException {
        FileCheck check = new FileCheck(mode, bounds, new SchemaChecker());
        List<List<Finding>> documents = new ArrayList<>();
        List<Path> files = selection.files();
        for (Path file : files) {
            Optional<Finding> unread = unread(file, bounds);
            documents.addAll(
                    unread.isPresent()
                            ? List.of(List.of(unread.get()))
                            : check.check(file.toString(), Files.readAllBytes(file), selection.names(file)));
        }
        for (Path root : selection.roots()) {
            if (Files.isDirectory(root)) {
                FilePlace.folders(root).forEach(finding -> documents.add(List.of(finding)));
            }
        }
        TeamFiles.check(selection, bounds).forEach(finding -> documents.add(List.of(finding)));
        EnvironmentFiles.check(selection, bounds).forEach(finding -> documents.add(List.of(finding)));
        check.checkTogether(!TeamFiles.folders(selection).isEmpty());
        return Summary.of(mode.name().toLowerCase(Locale.ROOT), documents, files.size());
    }

    /** Why the file is not read; empty where it is. A pipe or a device may have no end, and a pipe no beginning. */
    private static Optional<Finding> unread(Path file, Bounds bounds) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of(rejected(
                    file, "NOT_A_FILE", "it is neither a file nor a directory", "write its content to a file"));
        }
        long size = Files.size(file);
        if (size <= bounds.maxFileBytes()) {
            return Optional.empty();
        }
        String message = "the file has " + size + " bytes, more than the " + bounds.maxFileBytes() + " that are read";
        return Optional.of(rejected(
                file,
                "FILE_TOO_LARGE",
                message,
                "split it, or raise the limit (raygate.maxFileBytes, or --max-file-bytes)"));
    }

    private static Finding rejected(Path file, String reason, String message, String remedy) {
        return new Finding(Severity.REJECTED, file.toString(), 0, 0, "", reason, message, remedy);
    }

    /** Writes {@code summary} as JSON; makes the directory where it is missing. */
    public static void write(Summary summary, Path report) throws IOException {
        Path folder = report.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(report, json(summary) + "\n");
    }

    /** {@code summary} as JSON, indented. */
    public static String json(Summary summary) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(summary);
    }
}
