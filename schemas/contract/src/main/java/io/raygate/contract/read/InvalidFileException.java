// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

/**
 * A file that cannot be used. The message is one line of bounded length: the path of the value, what was found, and
 * what to write. It quotes the file, so a line break in it, or a control character, becomes a space: no value can begin
 * a log line of its own.
 */
public final class InvalidFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_CHARACTERS = 1_000;
    private static final String BREAKS = "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]+";

    private final String message;

    InvalidFileException(String path, String problem) {
        this(oneLine(path.isEmpty() ? problem : path + ": " + problem));
    }

    private InvalidFileException(String message) {
        super(message);
        this.message = message;
    }

    private static String oneLine(String text) {
        String line = text.replaceAll(BREAKS, " ");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }

    /** The message, which is never null. */
    @Override
    public String getMessage() {
        return message;
    }
}
