// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.send;

import io.raygate.cli.Failure;
import io.raygate.cli.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documents in a file. */
final class Documents {

    private static final String STANDARD_INPUT = "-";

    private Documents() {}

    static List<byte[]> in(Path file) {
        String name = file.toString();
        try {
            if (name.equals(STANDARD_INPUT)) {
                InputStream input = System.in;
                return lines(input.readAllBytes());
            }
            InputFiles.require(List.of(file));
            byte[] content = Files.readAllBytes(file);
            return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? lines(content) : List.of(content);
        } catch (IOException e) {
            throw Failure.of("cannot read " + name + ": " + e.getMessage());
        }
    }

    private static List<byte[]> lines(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
