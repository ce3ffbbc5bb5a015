// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are handed to X-Ray. Region, credentials and endpoint come from the AWS SDK's default chains. */
@ConfigMapping(prefix = "raygate.submit")
public interface SubmitConfig {

    /** Calls under way at once in one invocation. */
    @WithDefault("4")
    int maxConcurrency();

    /** Time for one call, connecting included. */
    @WithDefault("5s")
    Duration requestTimeout();

    /** First pause after a call that failed; each further one doubles it, with jitter. */
    @WithDefault("100ms")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("3s")
    Duration maxBackoff();

    /** Kept free at the end of the invocation for the answer: no call is started or awaited beyond it. */
    @WithDefault("2s")
    Duration answerReserve();

    /** Time taken for granted where the runtime names no deadline, as the mock event server. */
    @WithDefault("20s")
    Duration unknownDeadline();
}
