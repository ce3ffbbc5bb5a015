// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import io.smallrye.config.ConfigMapping;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Under which names the local stack may be called. */
@ConfigMapping(prefix = "raygate.local")
public interface CallerConfig {

    /** Names beside {@code localhost}, those below it and addresses: of a container or a forwarded port, for example. */
    Optional<Set<String>> allowedHosts();

    /** These and the one that a port listens on. */
    default Set<String> namesWith(String host) {
        Set<String> names = new HashSet<>(allowedHosts().orElse(Set.of()));
        names.add(host);
        return names;
    }
}
