// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon's command line, read as Go's {@code flag} package does: one dash or two, {@code --bind X} or {@code
 * --bind=X}, switches alone or {@code -o=false}, the last of several wins, so that arguments of a manifest follow
 * those of an image's entry point. No library for command lines reads {@code -bind} so: they take it for {@code -b}
 * with {@code ind}; and ours costs no class loading before the sockets are bound.
 */
record DaemonFlags(Map<DaemonOption, String> values) {

    DaemonFlags {
        values = Map.copyOf(values);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with one sentence about what is wrong with them
     */
    static DaemonFlags parse(List<String> arguments) {
        Map<DaemonOption, String> values = new HashMap<>(); // an EnumMap finds its keys by reflection, for 5 ms
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<DaemonOption> option = DaemonOption.ofFlag(withoutDashes(name));
            if (option.isEmpty()) {
                throw new IllegalArgumentException("unknown option " + name + "; --help lists them");
            }
            values.put(option.get(), equals < 0 ? value(option.get(), name, rest) : argument.substring(equals + 1));
        }
        return new DaemonFlags(values);
    }

    boolean has(DaemonOption option) {
        return values.containsKey(option);
    }

    Optional<String> value(DaemonOption option) {
        return Optional.ofNullable(values.get(option));
    }

    private static String value(DaemonOption option, String name, Iterator<String> rest) {
        if (option.isSwitch()) {
            return "true";
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value; --help says which");
        }
        return rest.next();
    }

    private static String withoutDashes(String name) {
        if (!name.startsWith("-")) {
            throw new IllegalArgumentException("unexpected argument " + name + "; options start with a dash");
        }
        return name.startsWith("--") ? name.substring(2) : name.substring(1);
    }
}
