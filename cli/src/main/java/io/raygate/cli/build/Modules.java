// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which module is where and needs which others, as the poms say it. */
public final class Modules {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>io\\.raygate</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);

    private final Path root;
    private final Map<String, Module> byArtifact = new HashMap<>();

    private record Module(Path directory, List<String> needs) {}

    private Modules(Path root) {
        this.root = root;
    }

    /** Reads the poms from that in {@code root} downwards. */
    public static Modules read(Path root) {
        Modules modules = new Modules(root);
        modules.add(root);
        return modules;
    }

    /** What, when it changes, changes what {@code module} packages: its poms, its main sources and its modules'. */
    public Set<Path> sources(String module) {
        Set<Path> sources = new LinkedHashSet<>();
        for (String artifact : closure(module)) {
            Path directory = directory(artifact);
            sources.add(directory.resolve("src/main"));
            for (@Nullable Path parent = directory;
                    parent != null && parent.startsWith(root);
                    parent = parent.getParent()) {
                sources.add(parent.resolve("pom.xml"));
            }
        }
        sources.removeIf(path -> !Files.exists(path));
        return sources;
    }

    private Set<String> closure(String module) {
        Set<String> known = new TreeSet<>();
        collect(module, known);
        return known;
    }

    private void collect(String artifact, Set<String> known) {
        Module module = byArtifact.get(artifact);
        if (module != null && known.add(artifact)) {
            module.needs().forEach(needed -> collect(needed, known));
        }
    }

    private Path directory(String artifact) {
        Module module = byArtifact.get(artifact);
        if (module == null) {
            throw new IllegalArgumentException("no such module: " + artifact);
        }
        return module.directory();
    }

    private void add(Path directory) {
        String pom = PARENT.matcher(pom(directory)).replaceFirst("");
        List<String> needs = DEPENDENCY
                .matcher(pom)
                .results()
                .filter(dependency -> !dependency.group(2).contains("<scope>test</scope>"))
                .map(dependency -> dependency.group(1))
                .toList();
        ARTIFACT.matcher(pom)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .ifPresent(name ->
                        byArtifact.put(ARTIFACT.matcher(name).replaceFirst("$1"), new Module(directory, needs)));
        MODULE.matcher(pom).results().forEach(module -> add(directory.resolve(module.group(1))));
    }

    private static String pom(Path directory) {
        try {
            return Files.readString(directory.resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
