// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How blocks are put on the stream. Region, credentials and endpoint come from the AWS SDK's default chains. */
@ConfigMapping(prefix = "raygate.publish")
public interface PublishConfig {

    /** Name or ARN of the tenant's Kinesis stream. */
    String stream();

    /** Most records of one PutRecords call, 1 to 500. */
    @WithDefault("100")
    int maxRecords();

    /** Most bytes of one PutRecords call, at most 5M. */
    @WithDefault("2M")
    MemorySize maxRequest();

    /** PutRecords calls under way at once. */
    @WithDefault("2")
    int maxInFlight();

    /**
     * Shortest time between two calls of one publisher while there is no backlog. A call costs some milliseconds of CPU,
     * whatever it carries, so records that go together are cheaper.
     */
    @WithDefault("200ms")
    Duration minInterval();

    /** Time for one PutRecords call, connecting included; then its blocks are sent again. */
    @WithDefault("10s")
    Duration requestTimeout();

    /** Longest first pause after a failure; each further failure doubles it; pauses have full jitter. */
    @WithDefault("100ms")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("5s")
    Duration maxBackoff();

    /** Time to empty the spool when told to stop; what is left then stays on disk, or is counted as dropped. */
    @WithDefault("20s")
    Duration drainTimeout();
}
