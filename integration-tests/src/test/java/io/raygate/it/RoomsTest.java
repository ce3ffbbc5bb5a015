// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the order of the rooms: a room is a package below that of its program, with the packages below it. */
class RoomsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

    /** What libraries keep to themselves and change without notice. */
    private static final Pattern INTERNALS = Pattern.compile(
            "io\\.vertx\\.[\\w.]*\\bimpl\\..*|io\\.netty\\.[\\w.]*\\binternal\\..*|software\\.amazon\\.[\\w.]*\\binternal\\..*"
                    + "|io\\.smallrye\\.mutiny\\.operators\\..*|(?:sun\\.|jdk\\.(?!jfr\\.)).*|com\\.sun\\.(?!net\\.httpserver\\.|management\\.).*");

    @ParameterizedTest
    @CsvSource({
        "edge-forwarder, io.raygate.edge",
        "gateway-lambda, io.raygate.gateway",
        "local-stack, io.raygate.local",
        "cli, io.raygate.cli",
    })
    void rooms_ofAProgram_haveNoCircle(String module, String program) {
        Map<String, Set<String>> arrows = arrows(module, program);

        assertThat(arrows).hasSizeGreaterThan(5);
        assertThat(circle(arrows)).as("rooms that import each other").isEmpty();
    }

    /** Whoever answers on a port knows the port; the port knows nobody. */
    @Test
    void portOfTheForwarder_knowsNoneThatAnswersThere() {
        Map<String, Set<String>> arrows = arrows("edge-forwarder", "io.raygate.edge");

        assertThat(arrows.get("listen")).containsExactly("body", "observe");
        assertThat(arrows.get("body")).isEmpty();
        assertThat(arrows.get("port")).containsExactly("body", "listen");
        assertThat(arrows.get("sampling")).contains("port").doesNotContain("listen", "intake");
        assertThat(arrows.get("intake")).contains("port").doesNotContain("listen", "sampling");
    }

    /** Mutiny is for calls that wait, not for the way of a datagram. */
    @Test
    void wayOfADatagram_isFreeOfMutiny() throws IOException {
        for (String room : List.of("receive", "limit", "block", "spool", "publish")) {
            assertThat(imports(ROOT.resolve("edge-forwarder/src/main/java/io/raygate/edge/" + room)))
                    .noneMatch(name -> name.startsWith("io.smallrye.mutiny"));
        }
    }

    @Test
    void production_importsNoInternalsOfLibraries() throws IOException {
        List<String> internals = new ArrayList<>();
        try (Stream<Path> modules = Files.find(ROOT, 3, (path, _) -> path.endsWith("src/main"))) {
            for (Path module : modules.toList()) {
                imports(module)
                        .filter(name -> INTERNALS.matcher(name).matches())
                        .forEach(name -> internals.add(ROOT.relativize(module) + ": " + name));
            }
        }

        assertThat(internals).isEmpty();
    }

    private static Map<String, Set<String>> arrows(String module, String program) {
        Path sources = ROOT.resolve(module).resolve("src/main/java").resolve(program.replace('.', '/'));
        try (Stream<Path> rooms = Files.list(sources)) {
            return rooms.filter(Files::isDirectory)
                    .collect(Collectors.toMap(
                            room -> room.getFileName().toString(),
                            room -> roomsImportedBy(room, program),
                            (one, _) -> one,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> roomsImportedBy(Path room, String program) {
        try {
            return imports(room)
                    .filter(name -> name.startsWith(program + '.'))
                    .map(name -> name.substring(program.length() + 1).split("\\.")[0])
                    .filter(name -> !name.equals(room.getFileName().toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> imports(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files =
                Files.find(directory, 24, (path, _) -> path.toString().endsWith(".java"))) {
            for (Path file : files.toList()) {
                IMPORT.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(names::add);
            }
        }
        return names.stream();
    }

    /** Takes away, again and again, the rooms that import none of the others: what is left cannot be put in an order. */
    private static Set<String> circle(Map<String, Set<String>> arrows) {
        Set<String> left = new HashSet<>(arrows.keySet());
        while (left.removeIf(
                room -> arrows.getOrDefault(room, Set.of()).stream().noneMatch(left::contains))) {
            // one floor less
        }
        return left;
    }
}
