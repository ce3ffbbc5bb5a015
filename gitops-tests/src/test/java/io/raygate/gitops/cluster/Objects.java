// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that an API server holds of the kinds that it tells of. */
final class Objects {

    private static final Set<String> VERBS = Set.of("list", "patch");

    private Objects() {}

    static Stream<Kind> kinds(KubernetesClient client) {
        Stream<String> versions = Stream.concat(
                Stream.of("v1"),
                client.getApiGroups().getGroups().stream()
                        .map(group -> group.getPreferredVersion().getGroupVersion()));
        return versions.flatMap(version -> client.getApiResources(version).getResources().stream()
                .filter(resource -> resource.getVerbs().containsAll(VERBS))
                .map(APIResource::getKind)
                .distinct()
                .map(kind -> new Kind(version, kind)));
    }

    static List<GenericKubernetesResource> list(KubernetesClient client, Kind kind) {
        return client.genericKubernetesResources(kind.version(), kind.name())
                .inAnyNamespace()
                .list()
                .getItems();
    }
}
