// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Keeps a lasting problem from filling the log: a warning or an error is logged at once, then at most once a minute, with the
 * number of lines that were left out. Lines are alike where they differ in numbers only; of one kind of line, at most
 * {@value #MAX_VARIANTS} variants (tenants, for example) are logged a minute. Counts that matter are metrics. Thread-safe.
 */
@LoggingFilter(name = "once-a-minute")
public final class OnceAMinute implements Filter {

    static final int MAX_VARIANTS = 10;

    /** As many kinds of lines as are remembered; more than the gateway has. */
    private static final int MAX_KINDS = 256;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Kind> kinds = new HashMap<>();

    /** What was logged of one kind since {@code begin}, and what was left out. */
    private static final class Kind {

        private Instant begin;
        private final Set<String> variants = new HashSet<>();
        private int leftOut;

        private Kind(Instant begin) {
            this.begin = begin;
        }

        private boolean admits(Instant now, String variant) {
            if (Duration.between(begin, now).compareTo(MINUTE) >= 0) {
                begin = now;
                variants.clear();
            }
            boolean admitted = variants.size() < MAX_VARIANTS && variants.add(variant);
            if (!admitted) {
                leftOut++;
            }
            return admitted;
        }

        private int takeLeftOut() {
            int taken = leftOut;
            leftOut = 0;
            return taken;
        }
    }

    /** For Quarkus. */
    public OnceAMinute() {}

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        if (record.getLevel().intValue() < Level.WARNING.intValue() || record.getMessage() == null) {
            return true;
        }
        if (kinds.size() >= MAX_KINDS) {
            kinds.clear();
        }
        Instant now = record.getInstant();
        Kind kind = kinds.computeIfAbsent(record.getLoggerName() + ' ' + record.getMessage(), _ -> new Kind(now));
        if (!kind.admits(now, variant(record))) {
            return false;
        }
        int leftOut = kind.takeLeftOut();
        if (leftOut > 0) {
            append(record, "; lines left out since the last one: " + leftOut);
        }
        return true;
    }

    /** Keeps the style in which the parameters are put into the message: another setter would change it. */
    private static void append(LogRecord record, String text) {
        if (record instanceof ExtLogRecord styled) {
            styled.setMessage(styled.getMessage() + text, styled.getFormatStyle());
        } else {
            record.setMessage(record.getMessage() + text);
        }
    }

    private static String variant(LogRecord record) {
        Object[] parameters = record.getParameters();
        return parameters == null
                ? ""
                : Stream.of(parameters)
                        .filter(CharSequence.class::isInstance)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
    }
}
