// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.configuration.AtMost;
import io.raygate.configuration.Below;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are sent to X-Ray. Region, credentials and endpoint come from the AWS SDK's default chains. */
@ConfigMapping(prefix = "raygate.submit")
public interface SubmitConfig {

    /** Calls under way at once in one invocation. */
    @WithDefault("4")
    @InRange(min = "1", max = "100")
    int maxConcurrency();

    /** Time for one call, connecting included. */
    @WithDefault("5s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** First pause after a call that failed; each further one doubles it, with jitter. */
    @WithDefault("100ms")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-backoff")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("3s")
    @InRange(min = "1ms", max = "1h")
    Duration maxBackoff();

    /** Longest wait that a throttled answer can ask for with {@code Retry-After}; a longer one counts as this. */
    @WithDefault("30s")
    @InRange(min = "0s", max = "1h")
    Duration maxRetryAfter();

    /**
     * Calls with the same documents that X-Ray may fail to answer (5xx, or an unknown 400) while it accepts others,
     * before the documents are halved, and the one that stands alone is refused.
     */
    @WithDefault("4")
    @InRange(min = "1")
    int maxFailures();

    /**
     * Segments a second that X-Ray takes from the account: this process never sends faster for a tenant without a share of
     * its own. 0 for no such ceiling; then it learns from throttling alone.
     */
    @WithDefault("0")
    @InRange(min = "0")
    int accountSegmentsPerSecond();

    /**
     * Invocations at once for each shard of a stream, its mapping's parallelization factor: a tenant's share of X-Ray
     * ({@code limits.segmentsPerSecond} of its policy) is divided over its shards times these.
     */
    @WithDefault("4")
    @InRange(min = "1", max = "10")
    int invocationsPerShard();

    /** Segments a second by which a throttled tenant of weight 1 climbs, in each second. */
    @WithDefault("500")
    @InRange(min = "1")
    int recoverySegmentsPerSecond();

    /** Roles and regions that are kept; the one not used for the longest time makes room. */
    @WithDefault("100")
    @InRange(min = "1")
    int maxTargets();

    /**
     * Send rates that are kept: of each tenant with a share, for each API, and of each target of the others. Whose rate has made
     * room begins anew, so keep twice as many as tenants.
     */
    @WithDefault("2000")
    @InRange(min = "1")
    int maxRates();

    /**
     * Documents that are remembered as delivered while their record, or one before it, is unfinished: they are not sent
     * again when it comes again. Those not seen for the longest time make room; a record with more of them may never be done
     * where a tenant's share is small.
     */
    @WithDefault("20000")
    @InRange(min = "0", max = "1000000")
    int rememberedDocuments();

    /** Time for a call of AssumeRole. Keep it below {@link #answerReserve()}: it is not cut at the deadline. */
    @WithDefault("1500ms")
    @InRange(min = "1ms", max = "1h")
    @Below("answer-reserve")
    Duration assumeRoleTimeout();

    /** Kept free at the end of an invocation for the answer to Lambda: no call is started or awaited beyond it. */
    @WithDefault("2s")
    @InRange(min = "0s", max = "15m")
    Duration answerReserve();

    /** How long an invocation may take where the runtime names no deadline, as Quarkus' mock event server. */
    @WithDefault("20s")
    @InRange(min = "1ms", max = "15m")
    Duration unknownDeadline();
}
