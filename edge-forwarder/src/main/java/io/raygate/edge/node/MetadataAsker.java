// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import io.raygate.edge.node.InstanceMetadata.InstanceFacts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the instance a few times, since a node's network may come up after its first pods, and then gives up. */
final class MetadataAsker {

    private static final Logger LOG = Logger.getLogger(MetadataAsker.class);

    private static final int MAX_ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final URI endpoint;
    private final Duration timeLimit;
    private final Backoff backoff;

    MetadataAsker(URI endpoint) {
        this(endpoint, InstanceMetadata.TIME_LIMIT, Backoff.fixed(PAUSE).withMaxAttempts(MAX_ATTEMPTS));
    }

    /**
     * As patient as told.
     *
     * @param timeLimit of each request
     */
    MetadataAsker(URI endpoint, Duration timeLimit, Backoff backoff) {
        this.endpoint = endpoint;
        this.timeLimit = timeLimit;
        this.backoff = backoff;
    }

    /** What the instance says; empty where it did not answer, or the thread was interrupted. Blocks meanwhile. */
    Optional<InstanceFacts> ask(InstanceFacts known) {
        try (InstanceMetadata metadata = new InstanceMetadata(endpoint, timeLimit)) {
            String reason;
            int failures = 0;
            do {
                try {
                    return Optional.of(metadata.read(known));
                } catch (IOException e) {
                    reason = String.valueOf(e.getMessage());
                    failures++;
                    LOG.debugf("Instance metadata did not answer: attempt=%d, reason=%s", failures, reason);
                }
            } while (backoff.sleep(failures, Timing.SYSTEM));
            LOG.warnf(
                    "Instance metadata did not answer; node facts stay empty: endpoint=%s, reason=%s; raise the hop limit"
                            + " to 2, or set raygate.node.imds=false",
                    endpoint, reason);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
