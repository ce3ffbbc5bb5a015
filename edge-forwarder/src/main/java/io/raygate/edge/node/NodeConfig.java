// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import io.raygate.configuration.Matches;
import io.raygate.configuration.Needs;
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
    @Matches(value = "[0-9]{12}", write = "the 12 digits of an AWS account")
    Optional<String> account();

    /** Kubernetes node name; in a pod from {@code spec.nodeName} of the downward API. */
    Optional<String> name();

    /** Availability zone. */
    Optional<String> zone();

    /** EC2 instance id. */
    Optional<String> instanceId();

    /** Tenant (a label of DNS, RFC 1123) that the origin is signed for, where its stream is shared; else empty. */
    @Needs("signing-key-file")
    @Matches(
            value = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
            write = "the name of a tenant: 1 to 63 of a-z, 0-9 and hyphen")
    Optional<String> tenant();

    /** File with the tenant's signing keys; the newest signs. */
    @Needs("tenant")
    Optional<Path> signingKeyFile();

    /**
     * Whether region, zone, instance id and account that are empty here are asked of the EC2 instance metadata service
     * (IMDSv2).
     */
    @WithDefault("false")
    boolean imds();
}
