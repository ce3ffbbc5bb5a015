// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.lookup.Lookup.Kind;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * What our modules declare for native images: {@code META-INF/native-image} and, in a program, the key
 * {@code quarkus.native.resources.includes}.
 */
public record Declarations(Set<Lookup> declared) {

    private static final Path METADATA = Path.of("META-INF", "native-image");
    private static final String OTHER_ARCHITECTURE =
            System.getProperty("os.arch").equals("aarch64") ? "linux/amd64/" : "linux/aarch64/";

    /** Reads those of the modules whose directories these are. */
    public static Declarations read(List<Path> modules) throws IOException {
        Set<Lookup> declared = new HashSet<>();
        for (Path module : modules) {
            Path resources = module.resolve("src/main/resources");
            readMetadata(resources.resolve(METADATA), declared);
            readApplication(resources.resolve("application.yaml"), declared);
        }
        return new Declarations(declared);
    }

    /** What of {@code lookups} is not declared. */
    public Set<Lookup> missing(Set<Lookup> lookups) {
        return lookups.stream()
                .filter(lookup -> declared.stream().noneMatch(one -> covers(one, lookup)))
                .collect(Collectors.toSet());
    }

    /** What is declared, and not among {@code lookups}, though it is for this machine. */
    public Set<Lookup> unneeded(Set<Lookup> lookups) {
        return declared.stream()
                .filter(one -> !one.name().startsWith(OTHER_ARCHITECTURE))
                .filter(one -> lookups.stream().noneMatch(lookup -> covers(one, lookup)))
                .collect(Collectors.toSet());
    }

    private static boolean covers(Lookup declaration, Lookup lookup) {
        if (declaration.kind() != lookup.kind()) {
            return false;
        }
        if (declaration.kind() != Kind.RESOURCE) {
            return declaration.name().equals(lookup.name());
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + declaration.name());
        return matcher.matches(Path.of(lookup.name()));
    }

    private static void readMetadata(Path directory, Set<Lookup> into) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("reachability-metadata.json")) {
                    throw new IllegalStateException(file + ": declare this in reachability-metadata.json");
                }
                JsonNode metadata = new ObjectMapper().readTree(Files.readString(file));
                metadata.path("resources").forEach(one -> into.add(resource(one.path("glob"))));
                metadata.path("reflection").forEach(one -> into.add(type(one.path("type"))));
                metadata.path("jni")
                        .forEach(one ->
                                into.add(new Lookup(Kind.JNI, one.path("type").asText())));
            }
        }
    }

    private static Lookup resource(JsonNode glob) {
        return new Lookup(Kind.RESOURCE, glob.asText());
    }

    private static Lookup type(JsonNode type) {
        return type.has("proxy")
                ? new Lookup(Kind.PROXY, interfaces(type.path("proxy")))
                : new Lookup(Kind.REFLECTION, type.asText());
    }

    private static String interfaces(JsonNode proxy) {
        return proxy.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
    }

    private static void readApplication(Path file, Set<Lookup> into) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, Object> application = new Yaml().load(Files.readString(file));
        Object value = application;
        for (String key : List.of("quarkus", "native", "resources", "includes")) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        if (value != null) {
            Arrays.stream(value.toString().split(","))
                    .map(glob -> new Lookup(Kind.RESOURCE, glob.strip()))
                    .forEach(into::add);
        }
    }
}
