// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the forwarder knows of its node; travels once in every block. */
@ConfigMapping(prefix = "raygate.node")
public interface NodeConfig {

    /** Name of the cluster, as the tenant file writes it. */
    Optional<String> cluster();

    /** AWS region. */
    Optional<String> region();

    /** AWS account of the node, 12 digits. */
    Optional<String> account();

    /** Kubernetes node name; in a pod from {@code spec.nodeName} of the downward API. */
    Optional<String> name();

    /** Availability zone. */
    Optional<String> zone();

    /** EC2 instance id. */
    Optional<String> instanceId();

    /** Tenant that the origin is signed for, where its stream is shared; else empty. */
    Optional<String> tenant();

    /** File with the tenant's signing keys; the newest signs. */
    Optional<Path> signingKeyFile();

    /**
     * Whether region, zone, instance id and account that are empty here are asked of the EC2 instance metadata service
     * (IMDSv2).
     */
    @WithDefault("false")
    boolean imds();
}
