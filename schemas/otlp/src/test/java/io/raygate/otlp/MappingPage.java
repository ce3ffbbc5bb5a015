// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of {@code docs/otlp-mapping.md}. */
final class MappingPage {

    private static final Path PAGE = Path.of("../../docs/otlp-mapping.md");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private MappingPage() {}

    /** The rows of all tables with this header, as cells. */
    static List<List<String>> rows(String header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.equals(header)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|--")) {
                rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
            }
        }
        return rows;
    }

    /** What stands between backticks. */
    static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
