// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.PlannedApplication;
import io.raygate.contract.read.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the check of a configuration repository renders is what the ApplicationSets make, value by value. */
class PlannedApplicationTest extends OnExampleTree {

    @Test
    void planned_exampleTree_isWhatTheApplicationSetsMake() {
        Map<String, Application> made =
                tree.applications().stream().collect(Collectors.toMap(Application::name, Function.identity()));

        List<PlannedApplication> planned = PlannedApplication.of(files(tree.environments()), files(tree.tenants()));

        assertThat(planned).extracting(PlannedApplication::name).containsExactlyInAnyOrderElementsOf(made.keySet());
        assertThat(planned).allSatisfy(application -> {
            Application same = made.get(application.name());
            assertThat(application.chart()).isEqualTo(same.chart());
            assertThat(application.version()).isEqualTo(same.version());
            assertThat(application.namespace()).isEqualTo(same.namespace());
            assertThat(application.registry())
                    .isEqualTo(same.manifest().at("/spec/source/repoURL").asString(""));
            assertThat(application.release())
                    .isEqualTo(
                            same.manifest().at("/spec/source/helm/releaseName").asString(""));
            assertThat(Yaml.MAPPER.readTree(application.values())).isEqualTo(same.values());
        });
    }

    private static List<ContractFile> files(List<Path> paths) {
        return paths.stream()
                .map(path -> new ContractFile(path, YamlFile.read(Yaml.text(path))))
                .toList();
    }
}
