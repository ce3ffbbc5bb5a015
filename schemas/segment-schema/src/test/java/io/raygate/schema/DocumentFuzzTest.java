// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatNoException;

/** The fuzzer's target without the fuzzer: what was found once, the page's examples, and a few mutations of these. */
class DocumentFuzzTest {

    private static final Path FOUND = Path.of("src/test/resources/io/raygate/schema/fuzz");
    private static final int MUTATIONS = 1_000;
    private static final long SEED = 20_261_122L;

    @ParameterizedTest
    @MethodSource("found")
    void fuzz_foundBefore_agree(Path file) throws IOException {
        byte[] document = Files.readAllBytes(file);

        assertThatNoException().isThrownBy(() -> DocumentFuzz.fuzzerTestOneInput(document));
    }

    @ParameterizedTest
    @MethodSource("io.raygate.schema.FormatPage#examples")
    void fuzz_exampleOfThePage_agree(FormatPage.Example example) {
        assertThatNoException().isThrownBy(() -> DocumentFuzz.fuzzerTestOneInput(example.document()));
    }

    @Test
    void fuzz_mutationsOfThePage_agree() {
        List<byte[]> documents = FormatPage.examples().stream()
                .map(FormatPage.Example::document)
                .filter(document -> document.length < 2_000)
                .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        Mutator mutator = new Mutator(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutator.mutate(documents.get(random.nextInt(documents.size())));
            assertThatNoException().isThrownBy(() -> DocumentFuzz.fuzzerTestOneInput(mutated));
        }
    }

    static List<Path> found() throws IOException {
        try (Stream<Path> files = Files.list(FOUND)) {
            return files.sorted().toList();
        }
    }
}
