// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The clock by which requests are signed: this machine's, or the service's where the two differ so much that the service
 * refuses signatures. Which one is decided by the {@code Date} of each refusal, so a clock that is set right counts again.
 * Thread-safe.
 */
final class ServiceClock {

    /**
     * Services refuse a signature that is more than five minutes off: IAM User Guide, Signature Version 4, elements of a
     * request signature, read 2026-11-28. A minute is for the way.
     */
    private static final Duration TOLERANCE = Duration.ofMinutes(4);

    private final Clock own;
    private volatile Clock now;

    ServiceClock(Clock own) {
        this.own = own;
        this.now = own;
    }

    Clock now() {
        return now;
    }

    void learn(SignedCalls.Answer answer) {
        if (answer.status() / 100 == 4) {
            answer.header("date").flatMap(ServiceClock::instant).ifPresent(this::compare);
        }
    }

    private void compare(Instant service) {
        Duration ahead = Duration.between(own.instant(), service);
        now = ahead.abs().compareTo(TOLERANCE) > 0 ? Clock.offset(own, ahead) : own;
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
