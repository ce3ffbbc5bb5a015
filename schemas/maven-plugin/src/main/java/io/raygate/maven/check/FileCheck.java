// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.TextFile;
import io.raygate.maven.check.Finding.Severity;
import io.raygate.schema.RejectionReason;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Finds out what a file holds, and checks each document in it. Not thread-safe. */
final class FileCheck {

    private final DocumentCheck documents;
    private final ContractCheck contracts;
    private final GitopsCheck gitops = new GitopsCheck();

    FileCheck(ValidationMode mode, Bounds bounds, SchemaChecker schemas) {
        this.documents = new DocumentCheck(mode, bounds.maxFindings());
        this.contracts = new ContractCheck(schemas);
    }

    /**
     * The findings of each document in the file. A file of an unknown kind has no documents or, if {@code wanted}, one that
     * is rejected.
     */
    List<List<Finding>> check(String file, byte[] content, boolean wanted) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (file.endsWith(".bin")) {
            return List.of(datagram(file, content));
        }
        if (file.endsWith(".jsonl") || file.endsWith(".ndjson")) {
            return lines(file, text);
        }
        boolean yaml = file.endsWith(".yaml") || file.endsWith(".yml");
        if (yaml) {
            try {
                TextFile.of(content);
            } catch (InvalidFileException e) {
                return List.of(List.of(notText(file, e)));
            }
        }
        Text source = yaml ? Text.yaml(text) : Text.json(text, 0);
        try {
            JsonNode tree = source.tree();
            FileKind kind = kind(tree, yaml);
            Optional<Finding> misplaced = FilePlace.check(file, kind);
            if (misplaced.isPresent()) {
                return List.of(List.of(misplaced.get()));
            }
            return switch (kind) {
                case TENANT -> List.of(tree(file, source, tree, ContractSchema.TENANT));
                case ENVIRONMENT -> List.of(tree(file, source, tree, ContractSchema.ENVIRONMENT));
                case SAMPLING_RULES -> List.of(contracts.check(file, source, tree, ContractSchema.SAMPLING_RULES));
                case UNKNOWN -> wanted ? List.of(List.of(unknown(file))) : List.of();
                case DOCUMENT, DOCUMENT_LINES, DATAGRAM -> List.of(documents.check(file, content, 0));
            };
        } catch (JacksonException e) {
            return List.of(yaml ? List.of(broken(file, source, e)) : documents.check(file, content, 0));
        }
    }

    /** Checks tenant and environment files against each other, and adds what it finds to their findings. */
    void checkTogether(boolean allTeams) {
        gitops.check(allTeams);
    }

    private List<Finding> tree(String file, Text source, JsonNode tree, ContractSchema schema) {
        List<Finding> findings = contracts.check(file, source, tree, schema);
        if (findings.isEmpty()) {
            gitops.add(file, source, schema, findings);
        } else {
            gitops.leaveOut(schema);
        }
        return findings;
    }

    private static FileKind kind(JsonNode tree, boolean yaml) {
        if (tree.path("environment").isObject()) {
            return FileKind.ENVIRONMENT;
        }
        if (tree.path("kind").asString("").equals("Tenant")
                || tree.path("apiVersion").asString("").startsWith("raygate/")) {
            return FileKind.TENANT;
        }
        if (tree.has("SamplingRules") || tree.has("SamplingRuleRecords")) {
            return FileKind.SAMPLING_RULES;
        }
        return yaml ? FileKind.UNKNOWN : FileKind.DOCUMENT;
    }

    /** The daemon splits a datagram at the first line feed: the header before it, the document after it. */
    private List<Finding> datagram(String file, byte[] content) {
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                Text header = Text.json(new String(content, 0, i, StandardCharsets.UTF_8), 0);
                return isHeader(header)
                        ? documents.check(file, Arrays.copyOfRange(content, i + 1, content.length), 1)
                        : List.of(noHeader(file));
            }
        }
        return List.of(noHeader(file));
    }

    private static boolean isHeader(Text header) {
        try {
            JsonNode tree = header.tree();
            return "json".equalsIgnoreCase(tree.path("format").asString(""))
                    && tree.path("version").asInt(0) == 1;
        } catch (JacksonException e) {
            return false;
        }
    }

    private List<List<Finding>> lines(String file, String text) {
        List<List<Finding>> findings = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                findings.add(documents.check(file, line.getBytes(StandardCharsets.UTF_8), number));
            }
            number++;
        }
        return findings;
    }

    private static Finding noHeader(String file) {
        String message = "the datagram does not start with the header line {\"format\":\"json\",\"version\":1}";
        return new Finding(
                Severity.REJECTED,
                file,
                1,
                1,
                "",
                "NO_HEADER",
                message,
                "add that line and a line feed before the document");
    }

    private static Finding unknown(String file) {
        String message = "the file is neither a segment document nor a tenant file nor sampling rules";
        String remedy = "write kind: Tenant into a tenant file, or put rules under SamplingRules";
        return new Finding(Severity.REJECTED, file, 0, 0, "", "UNKNOWN_KIND", message, remedy);
    }

    private static Finding notText(String file, InvalidFileException e) {
        return new Finding(Severity.REJECTED, file, 0, 0, "", "NOT_TEXT", e.getMessage(), "");
    }

    private static Finding broken(String file, Text source, JacksonException e) {
        Text.Place place = source.place(e);
        String message = e instanceof MismatchedInputException
                ? "a second document starts here"
                : e.getOriginalMessage().lines().findFirst().orElse("the file is not YAML");
        return new Finding(
                Severity.REJECTED,
                file,
                place.line(),
                place.column(),
                "",
                RejectionReason.NOT_JSON.name(),
                message,
                "write well-formed YAML, one document a file");
    }
}
