// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.amazonaws.services.lambda.runtime.Context;
import io.raygate.aws.Deadline;
import io.raygate.aws.Timing;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long an invocation may work. */
@Singleton
public class InvocationTime {

    private final SubmitConfig config;
    private final Timing timing;

    InvocationTime(SubmitConfig config, Timing timing) {
        this.config = config;
        this.timing = timing;
    }

    /** The time that Lambda leaves, less the reserve for the answer. A runtime without a deadline reports zero or less. */
    public Deadline deadline(Context context) {
        long remainingMillis = context.getRemainingTimeInMillis();
        if (remainingMillis <= 0) {
            return Deadline.in(config.unknownDeadline(), timing);
        }
        return Deadline.in(Duration.ofMillis(remainingMillis).minus(config.answerReserve()), timing);
    }
}
