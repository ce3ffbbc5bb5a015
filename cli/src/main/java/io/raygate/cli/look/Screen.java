// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import io.raygate.cli.xray.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the terminal can do.
 *
 * @param columns in a line
 * @param colours whether outcomes are coloured
 */
record Screen(int columns, boolean colours) {

    private static final int DEFAULT_COLUMNS = 100;
    private static final int MIN_COLUMNS = 60;
    private static final int MAX_COLUMNS = 400;
    private static final long STTY_MILLIS = 2_000;
    private static final int STTY_BYTES = 64;
    private static final char ESCAPE = '\u001b';

    /** Colours only on a terminal, and where {@code NO_COLOR} is not set; its width, else that of {@code COLUMNS}. */
    static Screen of(Console console, Map<String, String> environment) {
        boolean colours = console.isTerminal()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        Optional<Integer> columns = number(environment.getOrDefault("COLUMNS", ""));
        if (columns.isEmpty() && console.isTerminal()) {
            columns = askTerminal();
        }
        return new Screen(Math.clamp(columns.orElse(DEFAULT_COLUMNS), MIN_COLUMNS, MAX_COLUMNS), colours);
    }

    /** An outcome's colour around a text, where there are colours. */
    String coloured(Outcome outcome, String text) {
        return colours && !text.isBlank() && outcome.colour() != 0
                ? ESCAPE + "[" + outcome.colour() + "m" + text + ESCAPE + "[0m"
                : text;
    }

    /** The text in exactly that many columns, without what would disturb the terminal. */
    static String fit(String text, int columns) {
        String line = Text.oneLine(text);
        int length = line.codePointCount(0, line.length());
        if (length <= columns) {
            return line + " ".repeat(columns - length);
        }
        return columns <= 0 ? "" : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "\u2026";
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,4}") && !text.matches("0+") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /** {@code stty size} prints rows and columns. */
    private static Optional<Integer> askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = stty.getInputStream()) {
                if (!stty.waitFor(Duration.ofMillis(STTY_MILLIS).toMillis(), TimeUnit.MILLISECONDS)) {
                    stty.destroyForcibly();
                    return Optional.empty();
                }
                String size = new String(out.readNBytes(STTY_BYTES), StandardCharsets.US_ASCII).strip();
                return number(size.substring(size.indexOf(' ') + 1));
            }
        } catch (InterruptedIOException | InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
