// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.quarkus.runtime.configuration.MemorySize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What {@link EarlySockets} must know of the configuration, read before the configuration library is loaded. System
 * properties and {@code RAYGATE_RECEIVE_} variables in their usual spelling are read here, in a millisecond; where they
 * give all keys, as the chart's do, no file is looked at. Everything else that may bear on the answer (a file, a profile,
 * an expression, a list with indexes) is left to the library, which takes some hundred. The answer is the same, and
 * {@link Receivers} checks that.
 *
 * @param startMemoryBytes most memory for datagrams that all sockets receive before the rest has started
 */
record EarlyKeys(Listening listening, long startMemoryBytes) {

    private static final String[] KEYS = {
        "raygate.receive.addresses",
        "raygate.receive.sockets-per-address",
        "raygate.receive.socket-buffer",
        "raygate.receive.start-memory"
    };

    private static final String[] DEFAULTS = {
        ReceiveConfig.ADDRESSES, ReceiveConfig.SOCKETS, ReceiveConfig.SOCKET_BUFFER, ReceiveConfig.START_MEMORY
    };

    /** These decide which files and profiles there are. */
    private static final String[] DECIDE_ON_SOURCES = {
        "quarkus.profile",
        "quarkus.config.",
        "smallrye.config.",
        "QUARKUS_PROFILE",
        "QUARKUS_CONFIG_",
        "SMALLRYE_CONFIG_"
    };

    private static final String[] FILES = {
        ".env", "config/application.properties", "config/application.yaml", "config/application.yml"
    };

    /**
     * Reads the keys.
     *
     * @param directory of the process
     * @throws IllegalArgumentException where a value cannot be read
     */
    static EarlyKeys read(Properties properties, Map<String, String> environment, Path directory) {
        Set<String> names = properties.stringPropertyNames();
        boolean hasUsualNames = areUsual(names) && areUsual(environment.keySet());
        boolean hasOtherSources =
                decideOnSources(names) || decideOnSources(environment.keySet()) || !hasNoFiles(directory);
        boolean isPlain = hasUsualNames && (!hasOtherSources || giveAll(names, environment.keySet()));
        return isPlain ? readPlain(properties, environment) : readByLibrary();
    }

    /** True where files, which rank lower, have no say. */
    private static boolean giveAll(Set<String> properties, Set<String> variables) {
        for (String key : KEYS) {
            if (!properties.contains(key) && !variables.contains(variable(key))) {
                return false;
            }
        }
        return true;
    }

    private static EarlyKeys readPlain(Properties properties, Map<String, String> environment) {
        String[] values = new String[KEYS.length];
        for (int i = 0; i < KEYS.length; i++) {
            String variable = environment.getOrDefault(variable(KEYS[i]), DEFAULTS[i]);
            values[i] = properties.getProperty(KEYS[i], variable);
            if (values[i].isBlank() || values[i].indexOf('$') >= 0 || values[i].indexOf('\\') >= 0) {
                return readByLibrary();
            }
        }
        return of(elements(values[0]), Integer.parseInt(values[1].strip()), bytes(values[2]), bytes(values[3]));
    }

    private static EarlyKeys readByLibrary() {
        EarlyKeysByLibrary library = EarlyKeysByLibrary.load();
        return of(
                library.values(KEYS[0], DEFAULTS[0]),
                Integer.parseInt(library.value(KEYS[1], DEFAULTS[1]).strip()),
                bytes(library.value(KEYS[2], DEFAULTS[2])),
                bytes(library.value(KEYS[3], DEFAULTS[3])));
    }

    static EarlyKeys of(List<String> addresses, int socketsPerAddress, long bufferBytes, long startMemoryBytes) {
        return new EarlyKeys(Listening.of(addresses, socketsPerAddress, bufferBytes), startMemoryBytes);
    }

    private static boolean decideOnSources(Set<String> names) {
        for (String name : names) {
            for (String prefix : DECIDE_ON_SOURCES) {
                if (name.startsWith(prefix)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True where none of the names needs the library to be understood. */
    private static boolean areUsual(Set<String> names) {
        for (String name : names) {
            if (isAboutReceiving(name) && !isKnown(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAboutReceiving(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        int product = folded.indexOf("raygate");
        return product >= 0 && folded.startsWith("receive", product + "raygate".length() + 1);
    }

    private static boolean isKnown(String name) {
        boolean isProperty = name.startsWith("raygate.receive.") && name.indexOf('[') < 0;
        boolean isVariable = name.startsWith("RAYGATE_RECEIVE_") && !name.endsWith("_");
        return isProperty || isVariable;
    }

    private static boolean hasNoFiles(Path directory) {
        for (String file : FILES) {
            if (Files.exists(directory.resolve(file))) {
                return false;
            }
        }
        return true;
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        int from = 0;
        for (int comma = list.indexOf(','); from <= list.length(); comma = list.indexOf(',', from)) {
            int to = comma < 0 ? list.length() : comma;
            if (to > from) {
                elements.add(list.substring(from, to));
            }
            from = to + 1;
        }
        return elements;
    }

    /**
     * As {@link MemorySize} is written: digits, and a unit of gigabytes at most.
     *
     * @throws IllegalArgumentException where it is none
     */
    private static long bytes(String text) {
        String size = text.strip();
        if (size.isEmpty()) {
            throw new IllegalArgumentException("a size is blank");
        }
        int unit = "BKMG".indexOf(Character.toUpperCase(size.charAt(size.length() - 1)));
        long number = Long.parseLong(unit < 0 ? size : size.substring(0, size.length() - 1));
        long unitBytes = 1L << (10 * Math.max(unit, 0));
        if (number > Long.MAX_VALUE / unitBytes) {
            throw new IllegalArgumentException("a size is out of range: " + size);
        }
        return number * unitBytes;
    }
}
