// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.process.StackPorts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the extension is told by JUnit's configuration parameters ({@code junit-platform.properties}, {@code -D}), else by the
 * environment: {@code raygate.junit.port-offset} is {@code RAYGATE_JUNIT_PORT_OFFSET} there.
 *
 * @param parameters of JUnit
 * @param variables  of the environment
 */
record Settings(Function<String, Optional<String>> parameters, Function<String, Optional<String>> variables) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");

    /** A setting, and what it is where it is not set. */
    enum Key {
        /** Which stack the tests use: see {@link Mode}. */
        STACK("raygate.junit.stack", "find-or-start"),
        /** Directory of {@code ./raygate}: an unpacked bundle or a clone. */
        HOME("raygate.junit.home", ""),
        /** Of the stack that is looked for, 0 to 57445. */
        PORT_OFFSET("raygate.junit.port-offset", "0"),
        /** For the start of a stack, 1s to 60m. */
        START_TIMEOUT("raygate.junit.start-timeout", "5m"),
        /** How long a trace is awaited, 1ms to 60m; with AWS 2m. */
        PATIENCE("raygate.junit.patience", "30s"),
        /** How long a trace must not have changed to be complete, 0ms to 10m; with AWS 5s. */
        QUIET("raygate.junit.quiet", "500ms"),
        /** How many rows of a timeline a message shows, 1 to 10000. */
        TIMELINE_ROWS("raygate.junit.timeline-rows", "" + RaygateExtension.DEFAULT_TIMELINE_ROWS);

        private final String parameter;
        private final String otherwise;

        Key(String parameter, String otherwise) {
            this.parameter = parameter;
            this.otherwise = otherwise;
        }

        String parameter() {
            return parameter;
        }

        String otherwise() {
            return otherwise;
        }

        String variable() {
            return parameter.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        }
    }

    /** Which X-Ray the tests read. */
    enum Mode {
        /** The stack with the port offset; where none runs, one of their own. */
        FIND_OR_START,
        /** The stack with the port offset. */
        FIND,
        /** A stack of their own. */
        START,
        /** AWS X-Ray, with the SDK's own environment. */
        AWS;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Mode mode() {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(text(Key.STACK)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        Key.STACK,
                        "one of " + Arrays.stream(Mode.values()).map(Mode::word).collect(Collectors.joining(", "))));
    }

    int portOffset() {
        return number(Key.PORT_OFFSET, 0, StackPorts.MAX_OFFSET);
    }

    int timelineRows() {
        return number(Key.TIMELINE_ROWS, 1, 10_000);
    }

    Duration startTimeout() {
        return duration(Key.START_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    /** Those that are set, on top of what a source of traces has by itself. */
    Traces applyTo(Traces traces) {
        Traces told = traces.timelineRows(timelineRows());
        if (given(Key.PATIENCE).isPresent()) {
            told = told.patience(duration(Key.PATIENCE, Duration.ofMillis(1), Duration.ofHours(1)));
        }
        if (given(Key.QUIET).isPresent()) {
            told = told.quiet(duration(Key.QUIET, Duration.ZERO, Duration.ofMinutes(10)));
        }
        return told;
    }

    String text(Key key) {
        return given(key).orElse(key.otherwise());
    }

    private Optional<String> given(Key key) {
        return parameters
                .apply(key.parameter())
                .or(() -> variables.apply(key.variable()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private int number(Key key, int min, int max) {
        String text = text(key);
        int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (value < min || value > max) {
            throw wrong(key, "a number from " + min + " to " + max);
        }
        return value;
    }

    private Duration duration(Key key, Duration min, Duration max) {
        Matcher matcher = DURATION.matcher(text(key));
        if (matcher.matches()) {
            Duration value = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
            if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        }
        throw wrong(
                key, "a time from " + Waiting.text(min) + " to " + Waiting.text(max) + ", such as 500ms, 30s or 5m");
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private IllegalArgumentException wrong(Key key, String range) {
        return new IllegalArgumentException(
                key.parameter() + " (" + key.variable() + ") must be " + range + ", but is '" + text(key) + "'");
    }
}
