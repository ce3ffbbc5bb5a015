// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jackson's factories keep the names of members for as long as they live: 12,000 of 50,000 characters each. Whoever makes
 * one for production turns that off, or bounds the names.
 */
class JsonFactoriesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern MADE = Pattern.compile(
            "new (?:JsonFactory|CBORFactory|SmileFactory|YAMLFactory|JsonFactoryBuilder|ObjectMapper|\\w+Mapper)\\(\\)"
                    + "|(?:JsonFactory|\\w+Factory|JsonMapper|CBORMapper|YAMLMapper|ObjectMapper)\\.(?:builder|shared)\\(");
    private static final Pattern BOUNDED = Pattern.compile("CANONICALIZE_(?:FIELD|PROPERTY)_NAMES|maxNameLength\\(");

    /** What may keep names, and why. */
    private static final Map<String, String> EXEMPT = Map.of(
            "edge-forwarder/src/main/java/io/raygate/edge/sampling/xray/AnswerReader.java", "writes",
            "local-stack/src/main/java/io/raygate/local/lambda/KinesisEvent.java", "writes",
            "schemas/maven-plugin/src/main/java/io/raygate/maven/check/Validation.java", "writes");

    @Test
    void production_factories_keepNoNamesOfWhatTheyRead() throws IOException {
        assertThat(sources()
                        .filter(JsonFactoriesTest::keepsNames)
                        .map(JsonFactoriesTest::name)
                        .filter(name -> !EXEMPT.containsKey(name)))
                .as("make it with a name limit, or without CANONICALIZE_FIELD_NAMES")
                .isEmpty();
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                24,
                (path, _) -> path.toString().endsWith(".java")
                        && name(path).contains("src/main/java")
                        && !name(path).startsWith(".raygate/") // copies
                        && !name(path).startsWith("benchmarks/"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(300);
            return all.stream();
        }
    }

    private static boolean keepsNames(Path file) {
        try {
            String source = Files.readString(file);
            return MADE.matcher(source).find() && !BOUNDED.matcher(source).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
