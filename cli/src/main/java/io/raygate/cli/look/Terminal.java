// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.Console;
import io.raygate.trace.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the terminal can do. */
final class Terminal {

    private static final int DEFAULT_COLUMNS = 100;
    private static final int MIN_COLUMNS = 60;
    private static final int MAX_COLUMNS = 400;
    private static final long STTY_MILLIS = 2_000;
    private static final int STTY_BYTES = 64;

    private Terminal() {}

    /** Colours only on a terminal, and where {@code NO_COLOR} is not set; its width, else that of {@code COLUMNS}. */
    static Screen screen(Console console, Map<String, String> environment) {
        boolean colours = console.isTerminal()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        Optional<Integer> columns = number(environment.getOrDefault("COLUMNS", ""));
        if (columns.isEmpty() && console.isTerminal()) {
            columns = askTerminal();
        }
        return new Screen(Math.clamp(columns.orElse(DEFAULT_COLUMNS), MIN_COLUMNS, MAX_COLUMNS), colours);
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
