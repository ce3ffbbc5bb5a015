// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

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
        return given.map(Path::of)
                .or(() -> places.stream().filter(Files::isRegularFile).findFirst())
                .map(DaemonFile::read);
    }

    private static DaemonFile read(Path path) {
        try {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path));
            Map<String, String> values = new LinkedHashMap<>();
            if (content instanceof Map<?, ?> map) {
                flatten("", map, values);
            }
            return new DaemonFile(path, values);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path + ": " + e.getMessage(), e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(
                    path + " is not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, String> values) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + key + ".", nested, values);
                return;
            }
            values.put(prefix + key, value == null ? "" : value.toString());
        });
    }
}
