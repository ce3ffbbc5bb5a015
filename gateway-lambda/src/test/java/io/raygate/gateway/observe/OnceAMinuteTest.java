// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OnceAMinuteTest {

    private static final Formatter AS_ON_THE_CONSOLE = new PatternFormatter("%s");
    private static final String HELD = "Documents held: held=%d, %s";

    private final OnceAMinute filter = new OnceAMinute();
    private final List<String> logged = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void isLoggable_sameLineAgain_onceAMinuteWithTheNumberLeftOut() {
        warn(HELD, 1, "tenant a");
        warn(HELD, 2, "tenant a");
        warn(HELD, 3, "tenant a");
        pass(Duration.ofSeconds(60));
        warn(HELD, 4, "tenant a");
        pass(Duration.ofSeconds(60));
        warn(HELD, 5, "tenant a");

        assertThat(logged)
                .containsExactly(
                        "Documents held: held=1, tenant a",
                        "Documents held: held=4, tenant a; lines left out since the last one: 2",
                        "Documents held: held=5, tenant a");
    }

    @Test
    void isLoggable_anotherTenantOrAnotherLine_atOnce() {
        warn(HELD, 1, "tenant a");
        warn(HELD, 1, "tenant b");
        warn("X-Ray is away: %s", "tenant a");

        assertThat(logged).hasSize(3);
    }

    @Test
    void isLoggable_variantsWithoutEnd_tenAMinute() {
        for (int i = 0; i < 1_000; i++) {
            warn(HELD, 1, "tenant a, request " + i);
        }

        assertThat(logged).hasSize(OnceAMinute.MAX_VARIANTS);
    }

    @Test
    void isLoggable_messagesWithoutEnd_allLoggedAndFewRemembered() {
        for (int i = 0; i < 1_000; i++) {
            warn("message " + i);
        }

        assertThat(logged).hasSize(1_000);
    }

    @Test
    void isLoggable_belowWarning_always() {
        for (int i = 0; i < 3; i++) {
            log(Level.INFO, "ready");
        }

        assertThat(logged).hasSize(3);
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }

    private void warn(String message, Object... parameters) {
        log(Level.WARNING, message, parameters);
    }

    private void log(Level level, String message, Object... parameters) {
        ExtLogRecord record =
                new ExtLogRecord(level, message, FormatStyle.PRINTF, getClass().getName());
        record.setLoggerName("io.raygate.gateway");
        record.setInstant(now);
        record.setParameters(parameters);
        if (filter.isLoggable(record)) {
            logged.add(AS_ON_THE_CONSOLE.format(record));
        }
    }
}
