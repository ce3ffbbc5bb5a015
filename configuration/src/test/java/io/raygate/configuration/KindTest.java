// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.configuration;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a kind reads is what the converter of its type reads, and what one refuses, the other does. */
class KindTest {

    private static final int RANDOM_VALUES = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5s",
                "5S",
                "250ms",
                "2m",
                "1h",
                "36500d",
                "-3s",
                "+3s",
                "1.5s",
                "0.5h",
                "1.5d",
                "1h30m",
                "PT5S",
                "pt5s",
                "P1DT2H",
                "-PT5S",
                "5 s",
                "s",
                "ms",
                "5 parsecs",
                "5us",
                "1e3s",
                "99999999999999999999s",
                "9223372036854775807s",
                "5.s",
                ".5s",
                "--5s"
            })
    void measure_duration_isWhatTheConverterReads(String text) {
        assertThat(Kind.DURATION.measure(text)).as(text).isEqualTo(duration(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "5", "5B", "5b", "64K", "64k", "1M", "2G", "3T", "4P", "5E", "6Z", "7Y", "64KB", "64KiB", "-1",
                "1.5M", "M", "4 M", "5m5"
            })
    void measure_size_isWhatTheConverterReads(String text) {
        assertThat(Kind.SIZE.measure(text)).as(text).isEqualTo(size(text));
    }

    @Test
    void measure_randomTexts_isWhatTheConvertersRead() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(5), 0, 18).forEach(at -> text.append("0159.-+smhdPTKMGB".charAt(at % 17)));
            assertThat(Kind.DURATION.measure(text.toString()))
                    .as(() -> text + ", seed " + seed)
                    .isEqualTo(duration(text.toString()));
            assertThat(Kind.SIZE.measure(text.toString()))
                    .as(() -> text + ", seed " + seed)
                    .isEqualTo(size(text.toString()));
        }
    }

    private static Optional<BigDecimal> duration(String text) {
        return read(text, value -> {
            Duration duration = new DurationConverter().convert(value);
            return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        });
    }

    private static Optional<BigDecimal> size(String text) {
        return read(
                text,
                value -> new BigDecimal(new MemorySizeConverter().convert(value).asBigInteger()));
    }

    private static Optional<BigDecimal> read(String text, Function<String, BigDecimal> converter) {
        try {
            return Optional.of(converter.apply(text));
        } catch (IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
