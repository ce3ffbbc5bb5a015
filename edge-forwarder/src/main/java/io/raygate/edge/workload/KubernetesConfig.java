// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload;

import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the Kubernetes API is reached. The defaults are right in every pod whose service account may watch pods. */
public interface KubernetesConfig {

    /** Where the API is; without it {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT} say so. */
    Optional<URI> apiServer();

    /** Whose pods send here. */
    @WithDefault("node")
    Scope scope();

    /** The service account's token; read again for each request. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/token")
    Path tokenFile();

    /** Certificates that authenticate the API server, PEM. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt")
    Path caFile();

    /** Time to connect. */
    @WithDefault("5s")
    @InRange(min = "1ms", max = "1h")
    Duration connectTimeout();

    /** Longest silence on a watch before it is given up; the API server sends a bookmark every minute. */
    @WithDefault("3m")
    @InRange(min = "1ms", max = "1h")
    Duration silenceTimeout();

    /** Longest list, however steadily it comes; then it has failed. */
    @WithDefault("1m")
    @InRange(min = "1ms", max = "1h")
    Duration listTimeout();

    /** Longest watch. */
    @WithDefault("10m")
    @InRange(min = "2s", max = "24h")
    Duration watchTimeout();

    /** Pause after a first failure. */
    @WithDefault("1s")
    @InRange(min = "1ms", max = "1h")
    @AtMost("max-backoff")
    Duration minBackoff();

    /** Longest pause. */
    @WithDefault("30s")
    @InRange(min = "1ms", max = "1h")
    Duration maxBackoff();

    /** Which pods are watched. */
    enum Scope {
        /** Those of this node: a forwarder on every node. */
        NODE,
        /** All of the cluster: forwarders behind a service, such as on Fargate. Costs memory by the pod. */
        CLUSTER
    }
}
