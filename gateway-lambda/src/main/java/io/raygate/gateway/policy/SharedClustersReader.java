// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.read.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the member {@code sharedClusters} of a policy: namespaces by cluster. */
final class SharedClustersReader {

    private static final Pattern CLUSTER = Pattern.compile(PolicyReader.LABEL);

    private SharedClustersReader() {}

    /**
     * Reads it.
     *
     * @param owned clusters that are the tenant's alone
     * @throws io.raygate.contract.read.InvalidFileException naming path, value and remedy
     */
    static Map<ClusterName, Set<String>> read(Optional<Node> member, Set<ClusterName> owned) {
        Map<ClusterName, Set<String>> shared = new HashMap<>();
        member.map(Node::members).orElse(Map.of()).forEach((name, namespaces) -> {
            ClusterName cluster = new ClusterName(name);
            if (!CLUSTER.matcher(name).matches()) {
                throw namespaces.invalid("does not stand under a cluster's name; write 1 to 63 of a-z 0-9 and hyphen");
            }
            if (owned.contains(cluster)) {
                throw namespaces.invalid("is of a cluster that is in clusters, too; leave it in one of them");
            }
            shared.put(cluster, namespaces(namespaces));
        });
        return shared;
    }

    private static Set<String> namespaces(Node list) {
        Set<String> namespaces = new HashSet<>();
        for (Node namespace : list.items()) {
            namespaces.add(
                    namespace.text(PolicyReader.LABEL, "is not a namespace; write 1 to 63 of a-z 0-9 and hyphen"));
        }
        if (namespaces.isEmpty()) {
            throw list.invalid("names no namespace; add one, or leave the cluster out");
        }
        return Set.copyOf(namespaces);
    }
}
