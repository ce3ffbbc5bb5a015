// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the instance a few times, since a node's network may come up after its first pods, and then lets it be. */
final class MetadataAsker {

    private static final Logger LOG = Logger.getLogger(MetadataAsker.class);

    private final URI endpoint;
    private final Pace pace;

    MetadataAsker(URI endpoint, Pace pace) {
        this.endpoint = endpoint;
        this.pace = pace;
    }

    /** What the instance says; empty where it did not answer, or the thread was interrupted. Blocks meanwhile. */
    Optional<InstanceFacts> ask(InstanceFacts known) {
        try (InstanceMetadata metadata = new InstanceMetadata(endpoint, pace.timeLimit())) {
            for (int attempt = 1; attempt < pace.attempts(); attempt++) {
                try {
                    return Optional.of(metadata.read(known));
                } catch (IOException e) {
                    LOG.debugf("Instance metadata did not come: attempt=%d, reason=%s", attempt, e.getMessage());
                    Thread.sleep(pace.pause());
                }
            }
            return Optional.of(metadata.read(known));
        } catch (IOException e) {
            LOG.warnf(
                    "Node facts stay empty, instance metadata did not come: endpoint=%s, reason=%s; raise the hop limit"
                            + " to 2, or set raygate.node.imds=false",
                    endpoint, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /**
     * How patient it is.
     *
     * @param timeLimit of each request
     * @param pause between attempts
     */
    record Pace(int attempts, Duration timeLimit, Duration pause) {

        static final Pace DEFAULT = new Pace(5, InstanceMetadata.TIME_LIMIT, Duration.ofSeconds(5));
    }
}
