// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/failures.md promises a test for each failure: all that it names are there. */
class FailuresTableTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");
    private static final List<String> FAILURES = List.of(
            "throttled",
            "partial",
            "timeout near the deadline",
            "poison record",
            "corrupt frame",
            "bomb",
            "unknown dictionary",
            "newer block version",
            "X-Ray down",
            "SQS down",
            "SSM down or invalid",
            "killed in the middle of a batch",
            "bisect",
            "re-read from TRIM_HORIZON");

    @Test
    void table_everyFailure_hasARowWithTests() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/failures.md")).stream()
                .filter(line -> line.startsWith("| ") && NAMED.matcher(line).find())
                .toList();
        for (String failure : FAILURES) {
            assertThat(rows).as("a row for %s", failure).anyMatch(row -> row.contains(failure));
        }
    }

    @Test
    void table_everyTestNamed_exists() throws IOException {
        Matcher named = NAMED.matcher(Files.readString(ROOT.resolve("docs/failures.md")));
        List<String> missing = new ArrayList<>();
        while (named.find()) {
            if (!exists(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String testClass, String method) throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                16,
                (path, attributes) ->
                        path.endsWith(testClass + ".java") && !path.toString().contains("target"))) {
            for (Path file : files.toList()) {
                if (Pattern.compile("void " + method + "\\(")
                        .matcher(Files.readString(file))
                        .find()) {
                    return true;
                }
            }
            return false;
        }
    }
}
