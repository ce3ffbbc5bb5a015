// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the project's charts make of the environments and teams of the tests, for the tests of other modules. */
public final class ExampleRenders {

    private final GitopsTree tree;

    private ExampleRenders(GitopsTree tree) {
        this.tree = tree;
    }

    /**
     * Copies the charts.
     *
     * @param directory an empty one
     */
    public static ExampleRenders in(Path directory) throws IOException {
        return new ExampleRenders(GitopsTree.example(directory));
    }

    /**
     * The manifests of an Application, as YAML.
     *
     * @param application {@code edge-payments-dev-euw1} for example
     */
    public List<String> manifests(String application) {
        return tree.application(application).render(tree.root()).stream()
                .map(Yaml.MAPPER::writeValueAsString)
                .toList();
    }
}
