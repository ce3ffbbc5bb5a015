// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Spans made for comparisons, and the documents that the OpenTelemetry Collector's X-Ray exporter makes of them. */
final class SharedSpans {

    private static final Path DIRECTORY = Path.of("../../../shared/otlp");

    private SharedSpans() {}

    /** Requests in OTLP's JSON. Skips the test where they are not at hand. */
    static List<byte[]> requests() throws IOException {
        return lines("spans.jsonl").stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** {@code {"request": line number from 1, "span": id, "document": {...}}}. Skips likewise. */
    static List<String> exporterDocuments() throws IOException {
        return lines("collector-documents.jsonl");
    }

    private static List<String> lines(String file) throws IOException {
        Path path = DIRECTORY.resolve(file);
        assumeTrue(Files.exists(path), path.toAbsolutePath().normalize() + " is not there: nothing to compare with");
        return Files.readAllLines(path).stream().filter(line -> !line.isBlank()).toList();
    }
}
