// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of spool files: a number in 16 hexadecimal digits, so that names sort by age. */
final class FileNames {

    private static final String WHOLE = ".block";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern NUMBER = Pattern.compile("[0-7][0-9a-f]{15}");

    private FileNames() {}

    static String whole(long number) {
        return digits(number) + WHOLE;
    }

    static String temporary(long number) {
        return digits(number) + TEMPORARY;
    }

    static boolean isWhole(Path file) {
        return isNumbered(file, WHOLE);
    }

    static boolean isTemporary(Path file) {
        return isNumbered(file, TEMPORARY);
    }

    /** Of a whole or a temporary file. */
    static long number(Path file) {
        return Long.parseLong(name(file).substring(0, 16), 16);
    }

    private static boolean isNumbered(Path file, String suffix) {
        String name = name(file);
        return name.endsWith(suffix)
                && NUMBER.matcher(name.substring(0, name.length() - suffix.length()))
                        .matches();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String digits(long number) {
        return "%016x".formatted(number);
    }
}
