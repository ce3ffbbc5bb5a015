// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.block.Origin;
import io.raygate.edge.node.InstanceMetadata.InstanceFacts;
import io.raygate.edge.node.InstanceMetadata.MetadataEndpoint;
import io.raygate.edge.observe.BuildInfo;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the node: what configuration says, and then, where {@code raygate.node.imds} allows it, what the
 * instance says of itself for what configuration left empty. The instance is asked by a thread of its own, so neither
 * start nor any document waits for it: blocks opened before its answer go without. Thread-safe.
 */
@Singleton
public class NodeFacts {

    private final NodeConfig config;
    private final OriginSigner signer;
    private final InstanceFacts configured;
    private final String version = BuildInfo.read().version();
    private volatile InstanceFacts facts;
    private @Nullable Thread asking;

    NodeFacts(NodeConfig config) {
        this.config = config;
        this.signer = new OriginSigner(config);
        this.configured = new InstanceFacts(
                config.region().orElse(""),
                config.zone().orElse(""),
                config.instanceId().orElse(""),
                config.account().orElse(""));
        this.facts = configured;
    }

    /**
     * The origin of the blocks of one producer, signed where that is wanted: the same instance until more becomes known.
     *
     * @throws IllegalArgumentException naming the configuration key by which it cannot be signed
     */
    public Supplier<Origin> origins(long producerId) {
        return new ProducerOrigins(this, producerId);
    }

    void start(@Observes StartupEvent started) {
        if (!config.imds() || configured.areComplete()) {
            return;
        }
        try {
            MetadataEndpoint.of(System.getenv()).map(MetadataAsker::new).ifPresent(this::ask);
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** Asks on a thread of its own. */
    void ask(MetadataAsker asker) {
        asking = Thread.ofPlatform()
                .daemon()
                .name("instance-metadata")
                .start(() -> asker.ask(configured).ifPresent(answer -> facts = configured.or(answer)));
    }

    @PreDestroy
    void stop() {
        Optional.ofNullable(asking).ifPresent(Thread::interrupt);
    }

    InstanceFacts current() {
        return facts;
    }

    private Origin origin(InstanceFacts known, long producerId) {
        return signer.sign(new Origin(
                config.cluster().orElse(""),
                known.region(),
                known.account(),
                config.name().orElse(""),
                known.zone(),
                known.instanceId(),
                version,
                producerId));
    }

    /** Used by the producer's thread alone. */
    @SuppressWarnings("ReferenceEquality") // facts are replaced as a whole, so another instance means news
    private static final class ProducerOrigins implements Supplier<Origin> {

        private final NodeFacts node;
        private final long producerId;
        private InstanceFacts known;
        private Origin origin;

        private ProducerOrigins(NodeFacts node, long producerId) {
            this.node = node;
            this.producerId = producerId;
            this.known = node.current();
            this.origin = node.origin(known, producerId);
        }

        @Override
        public Origin get() {
            InstanceFacts newest = node.current();
            if (newest != known) {
                known = newest;
                origin = node.origin(newest, producerId);
            }
            return origin;
        }
    }
}
