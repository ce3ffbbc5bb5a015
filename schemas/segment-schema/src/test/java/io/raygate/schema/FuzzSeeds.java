// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the examples of {@code docs/segment-format.md} into a directory, from which the fuzzer starts. */
public final class FuzzSeeds {

    private FuzzSeeds() {}

    /** {@code DIRECTORY}, which exists. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        for (FormatPage.Example example : FormatPage.examples()) {
            String name = example.heading().replace(' ', '-') + ".json";
            Files.write(directory.resolve(name), example.document());
        }
    }
}
