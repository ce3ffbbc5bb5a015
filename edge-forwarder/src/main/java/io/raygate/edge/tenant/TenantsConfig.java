// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.tenant;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Matches;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which team's stream a namespace goes to, in a cluster that teams share. {@link TenantRules} says what must fit together. */
@ConfigMapping(prefix = "raygate.tenants")
public interface TenantsConfig {

    /** The form of a stream's name or ARN. */
    String STREAM = "[a-zA-Z0-9_.-]{1,128}|arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}";

    /** What to write for a stream. */
    String WRITE_STREAM = "the name or the ARN of a Kinesis stream";

    /** By team: its name is that of its policy, 1 to 63 of a-z, 0-9 and hyphen. Without any, all goes to one stream. */
    Map<String, StreamConfig> streams();

    /**
     * What becomes of documents of no team: those of other namespaces, of senders without a known workload, and of
     * requests that another program passes on. {@code stream} where {@code raygate.publish.stream} is set, else {@code drop}.
     */
    Optional<Others> others();

    /**
     * Blocks that one receiving thread has open at once, one for each team that sends; for one more, the block that was
     * opened first is sealed. Each takes {@code raygate.block.max-content}.
     */
    @WithDefault("16")
    @InRange(min = "1", max = "1024")
    int maxOpenBlocks();

    /**
     * How long the documents of a sender wait for its workload to be known, from its first document on; then they are of no
     * team. The API server tells of a pod's address only some time after the pod has started.
     */
    @WithDefault("3s")
    @InRange(min = "0s", max = "1m")
    Duration unknownWait();

    /** Memory for documents that wait so, of each receiving thread; what does not fit waits for nothing. */
    @WithDefault("1M")
    @InRange(min = "0", max = "64M")
    MemorySize unknownMemory();

    /** One team. */
    interface StreamConfig {

        /** Name or ARN of the team's Kinesis stream. */
        @Matches(value = STREAM, write = WRITE_STREAM)
        String stream();

        /** Namespaces of the team; each belongs to one team only. */
        @Matches(value = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", write = "a namespace: 1 to 63 of a-z, 0-9 and hyphen")
        Set<String> namespaces();
    }

    /** What becomes of documents of no team. */
    enum Others {
        /** They go to {@code raygate.publish.stream}. */
        STREAM,
        /** They are dropped and counted. */
        DROP
    }
}
