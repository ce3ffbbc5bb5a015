// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon's {@code cfg.yaml}.
 *
 * @param path where it was read
 * @param values by path of keys, {@code Socket.UDPAddress}, in the order of the file
 */
record DaemonFile(Path path, Map<String, String> values) {

    /**
     * The file that is given, or else the first that exists in the places where the daemon looks.
     *
     * @throws IllegalArgumentException where it cannot be read
     */
    static Optional<DaemonFile> find(Optional<String> given, List<Path> places) {
        if (given.isPresent()) {
            return Optional.of(read(Path.of(given.get())));
        }
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return Optional.of(read(place));
            }
        }
        return Optional.empty();
    }

    private static DaemonFile read(Path path) {
        try {
            Node content = YamlFile.readObject(Files.readString(path));
            Map<String, String> values = new LinkedHashMap<>();
            flatten("", content, values);
            return new DaemonFile(path, values);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
        } catch (InvalidFileException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static void flatten(String prefix, Node object, Map<String, String> values) {
        object.members().forEach((name, value) -> {
            switch (value.kind()) {
                case OBJECT -> flatten(prefix + name + ".", value, values);
                case NULL -> values.put(prefix + name, "");
                default -> values.put(prefix + name, value.written());
            }
        });
    }
}
