// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.tenant;

import io.raygate.edge.tenant.TenantsConfig.Others;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The teams of this cluster, their namespaces and their streams. Immutable. */
public final class Tenants {

    private final Map<String, Tenant> byNamespace = new HashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private final boolean shared;
    private final int maxOpenBlocks;
    private final Duration unknownWait;
    private final long unknownMemoryBytes;

    /** @param othersStream {@code raygate.publish.stream} */
    public Tenants(TenantsConfig config, Optional<String> othersStream) {
        shared = !config.streams().isEmpty();
        maxOpenBlocks = config.maxOpenBlocks();
        unknownWait = config.unknownWait();
        unknownMemoryBytes = config.unknownMemory().asLongValue();
        Others others = config.others().orElse(Others.STREAM);
        if (!shared || others == Others.STREAM) {
            othersStream.ifPresent(name -> streams.add(new Stream(Tenant.OTHERS, name)));
        }
        new TreeMap<>(config.streams()).forEach((team, stream) -> {
            Tenant tenant = new Tenant(team);
            streams.add(new Stream(tenant, stream.stream()));
            stream.namespaces().forEach(namespace -> byNamespace.put(namespace, tenant));
        });
    }

    /** Whether teams share this cluster; if not, all senders are {@link Tenant#OTHERS}. */
    public boolean areShared() {
        return shared;
    }

    /** The teams by their namespaces. */
    public Map<String, Tenant> byNamespace() {
        return Map.copyOf(byNamespace);
    }

    /** Where documents go: that of others first, where they have one, then the teams by name. */
    public List<Stream> streams() {
        return List.copyOf(streams);
    }

    /** Whether documents of no team go to a stream. */
    public boolean keepOthers() {
        return streams.stream().anyMatch(stream -> stream.tenant().equals(Tenant.OTHERS));
    }

    /** Blocks that one receiving thread has open at once. */
    public int maxOpenBlocks() {
        return maxOpenBlocks;
    }

    /** How long documents wait for their sender to be known, from its first one on. */
    public Duration unknownWait() {
        return unknownWait;
    }

    /** Memory for those that wait, of one receiving thread. */
    public long unknownMemoryBytes() {
        return unknownMemoryBytes;
    }

    /**
     * A stream.
     *
     * @param name or ARN
     */
    public record Stream(Tenant tenant, String name) {}
}
