// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the value of a key is written. Each reads what the converter of the same type reads. */
public enum Kind {
    /** {@code int}. */
    INTEGER("a whole number", "" + Integer.MIN_VALUE, "" + Integer.MAX_VALUE) {
        @Override
        BigDecimal read(String value) {
            return new BigDecimal(Long.parseLong(value));
        }
    },
    /** {@code double}; neither infinite nor NaN. */
    DECIMAL("a number", "", "") {
        @Override
        BigDecimal read(String value) {
            return new BigDecimal(value);
        }
    },
    /** {@code boolean}. What only resembles one is refused, where the converter would take it for {@code false}. */
    SWITCH("true or false", "", "") {
        @Override
        BigDecimal read(String value) {
            String word = value.toLowerCase(Locale.ROOT);
            if (TRUE.contains(word)) {
                return BigDecimal.ONE;
            }
            if (FALSE.contains(word)) {
                return BigDecimal.ZERO;
            }
            throw new IllegalArgumentException();
        }
    },
    /** {@code MemorySize}, in bytes. */
    SIZE("a size such as 512K or 64M", "0", "" + Long.MAX_VALUE) {
        @Override
        BigDecimal read(String value) {
            Matcher size = SIZE_FORM.matcher(value);
            if (!size.matches()) {
                throw new IllegalArgumentException();
            }
            int power = size.group(2).isEmpty()
                    ? 0
                    : "BKMGTPEZY".indexOf(size.group(2).toUpperCase(Locale.ROOT));
            return new BigDecimal(size.group(1)).multiply(KIBI.pow(power));
        }
    },
    /** {@code Duration}; the longest is what a {@code long} can count in nanoseconds. */
    DURATION("a duration such as 250ms, 5s or 2m", "0s", "36500d") {
        @Override
        BigDecimal read(String value) {
            Duration duration = duration(value);
            return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
        }
    },
    /** {@code Path}. */
    PATH("a path", "", "") {
        @Override
        BigDecimal read(String value) {
            return BigDecimal.valueOf(Path.of(value).getNameCount());
        }
    },
    /** {@code URI}, with a scheme and a host. */
    URL("a URL such as https://example.com:8443", "", "") {
        @Override
        BigDecimal read(String value) {
            try {
                if (new URI(value).getHost() == null) {
                    throw new IllegalArgumentException();
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
            return BigDecimal.ZERO;
        }
    },
    /** Anything else. */
    TEXT("a text", "", "") {
        @Override
        BigDecimal read(String value) {
            return BigDecimal.valueOf(value.length());
        }
    };

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off");
    private static final int NANO_DIGITS = 9;
    private static final Pattern SIZE_FORM = Pattern.compile("(\\d+)([BbKkMmGgTtPpEeZzYy]?)");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final Pattern SIMPLE_DURATION = Pattern.compile("([-+]?\\d+)(|ms|[smhd])", Pattern.CASE_INSENSITIVE);

    private final String words;
    private final String min;
    private final String max;

    Kind(String words, String min, String max) {
        this.words = words;
        this.min = min;
        this.max = max;
    }

    /** What to write, in words. */
    String words() {
        return words;
    }

    /** Smallest value that the type can hold, or an empty text. */
    String min() {
        return min;
    }

    /** Largest value that the type can hold, or an empty text. */
    String max() {
        return max;
    }

    /** A number by which values are compared; empty where the value is not of this kind. */
    public Optional<BigDecimal> measure(String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(text));
        } catch (IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    abstract BigDecimal read(String value);

    private static Duration duration(String value) {
        Matcher simple = SIMPLE_DURATION.matcher(value);
        if (simple.matches()) {
            long count = Long.parseLong(simple.group(1));
            return switch (simple.group(2).toLowerCase(Locale.ROOT)) {
                case "ms" -> Duration.ofMillis(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofSeconds(count);
            };
        }
        try {
            return Duration.parse(isIso(value) ? value : (isDays(value) ? "P" : "PT") + value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean isIso(String value) {
        return value.matches("[-+]?[Pp].*");
    }

    private static boolean isDays(String value) {
        return value.matches("[-+]?[0-9.]+[Dd]");
    }
}
