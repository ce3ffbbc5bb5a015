// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long an invocation may hand documents to X-Ray. */
@ConfigMapping(prefix = "raygate.submit")
interface TimeConfig {

    /** Kept free at the end of the invocation for the answer: no call is started or awaited beyond it. */
    @WithDefault("2s")
    Duration answerReserve();

    /** Time taken for granted where the runtime names no deadline, as the mock event server. */
    @WithDefault("20s")
    Duration unknownDeadline();
}
