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

    /**
     * Times that the stream refuses one block for what is in it, and takes others in between, before that block is set
     * aside and its documents are counted as dropped.
     */
    @WithDefault("3")
    int maxRefusals();

    /**
     * Time from the order to stop until the books are closed, whatever hangs: three quarters to empty the spool, the rest
     * to put what is left on disk, or to count it as dropped. The process has ended 5 s later. At least 100ms.
     */
    @WithDefault("20s")
    Duration drainTimeout();
}
