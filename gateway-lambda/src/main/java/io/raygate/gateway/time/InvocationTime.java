// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.time;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long an invocation may work. */
@Singleton
public class InvocationTime {

    private final TimeConfig config;
    private final Timing timing;

    InvocationTime(TimeConfig config, Timing timing) {
        this.config = config;
        this.timing = timing;
    }

    /** What Lambda leaves, less the reserve for the answer; a runtime that names no deadline reports zero or less. */
    public Deadline deadline(Context context) {
        long remainingMillis = context.getRemainingTimeInMillis();
        if (remainingMillis <= 0) {
            return Deadline.in(config.unknownDeadline(), timing);
        }
        return Deadline.in(Duration.ofMillis(remainingMillis).minus(config.answerReserve()), timing);
    }
}
