// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the product writes into argocd-cm, which belongs to whoever runs Argo CD. */
class SettingsKeysTest {

    private static final Path PROJECT = GitopsTree.ofProject().root();
    private static final String CUSTOMIZATIONS = "resource.customizations";

    /** The root Application applies with force: a key that both write would be the product's. */
    @Test
    void keys_ofArgoCdsSettings_areOfTheProductsKindsAlone() {
        assertThat(keys()).allMatch(key -> key.startsWith(CUSTOMIZATIONS + ".") && key.contains(".services.k8s.aws_"));
    }

    /**
     * An AWS resource without a key would have the script of that version of Argo CD, or none. {@link AccountRolesTest} holds the
     * table and the charts together.
     */
    @Test
    void keys_kindsThatTheChartsRender_haveHealthAndItsLibraries() {
        List<String> kinds =
                Yaml.read(PROJECT.resolve("gitops-tests/src/test/resources/ack-actions.yaml")).propertyNames().stream()
                        .filter(kind -> kind.contains("/"))
                        .map(kind -> kind.replace("/", ".services.k8s.aws_"))
                        .toList();

        for (String customization : List.of("health", "useOpenLibs")) {
            String prefix = CUSTOMIZATIONS + "." + customization + ".";
            assertThat(keys())
                    .filteredOn(key -> key.startsWith(prefix))
                    .extracting(key -> key.substring(prefix.length()))
                    .containsExactlyInAnyOrderElementsOf(kinds);
        }
    }

    private static List<String> keys() {
        return List.copyOf(Yaml.read(PROJECT.resolve("gitops/argocd/settings.yaml"))
                .path("data")
                .propertyNames());
    }
}
