// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that an API server holds of the kinds that it tells of. */
final class Objects {

    private static final Set<String> VERBS = Set.of("list", "patch");

    private Objects() {}

    static Stream<Kind> kinds(KubernetesClient client) {
        return kinds(client, _ -> true);
    }

    /** Those whose group and version are wanted. */
    static Stream<Kind> kinds(KubernetesClient client, Predicate<String> wanted) {
        Stream<String> versions = Stream.concat(
                Stream.of("v1"),
                client.getApiGroups().getGroups().stream()
                        .map(group -> group.getPreferredVersion().getGroupVersion()));
        return versions.filter(wanted)
                // A group that is new or goes has no list of its kinds for a moment.
                .flatMap(version -> Optional.ofNullable(client.getApiResources(version)).stream()
                        .flatMap(list -> list.getResources().stream())
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
