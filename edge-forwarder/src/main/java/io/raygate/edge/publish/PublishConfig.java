// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Matches;
import io.raygate.configuration.NeededWhen;
import io.raygate.edge.tenant.TenantsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How blocks are put on the stream. Region, credentials and endpoint come from the AWS SDK's default chains. */
@ConfigMapping(prefix = "raygate.publish")
public interface PublishConfig {

    /**
     * Name or ARN of the tenant's Kinesis stream; of the platform's, where teams have their own by
     * {@code raygate.tenants.streams}. Needed but for those that drop the documents of others.
     */
    @Matches(value = TenantsConfig.STREAM, write = TenantsConfig.WRITE_STREAM)
    @NeededWhen(
            key = "raygate.tenants.others",
            is = "stream",
            write = "the name or the ARN of a Kinesis stream, or drop the others")
    Optional<String> stream();

    /** Most records of one PutRecords call. Kinesis takes 500: API reference, PutRecords, read 2026-11-22. */
    @WithDefault("100")
    @InRange(min = "1", max = "500")
    int maxRecords();

    /**
     * Most bytes of one PutRecords call. The API reference, PutRecords, read 2026-11-22, gives 10 MiB; older pages and
     * stand-ins hold to 5 MiB, so that is the bound.
     */
    @WithDefault("2M")
    @InRange(min = "1", max = "5M")
    MemorySize maxRequest();

    /** PutRecords calls under way at once. */
    @WithDefault("2")
    @InRange(min = "1", max = "64")
    int maxInFlight();

    /**
     * Shortest time between two calls of one publisher while there is no backlog. A call costs some milliseconds of CPU,
     * whatever it carries, so records that go together are cheaper.
     */
    @WithDefault("100ms")
    @InRange(min = "0s", max = "1m")
    Duration minInterval();

    /** Time for one PutRecords call, connecting included; then its blocks are sent again. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Longest first pause after a failure; each further failure doubles it; pauses have full jitter. */
    @WithDefault("100ms")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-backoff")
    Duration minBackoff();

    /** Longest pause between two calls. */
    @WithDefault("5s")
    @InRange(min = "1ms", max = "1h")
    Duration maxBackoff();

    /**
     * Times that the stream refuses one block for what is in it, and takes others in between, before that block is set
     * aside and its documents are counted as dropped.
     */
    @WithDefault("3")
    @InRange(min = "1")
    int maxRefusals();

    /**
     * Time from the order to stop until the books are closed, whatever hangs: three quarters to empty the spool, the rest
     * to put what is left on disk, or to count it as dropped. The process has ended 5 s later. At least 100ms.
     */
    @WithDefault("20s")
    @InRange(min = "100ms", max = "1h")
    Duration drainTimeout();
}
