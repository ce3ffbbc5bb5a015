// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An Application of {@code charts/team}, which makes the others of a team in an environment. */
record TeamApplication(Application application) {

    private static final String CHART = "team";
    private static final String REPOSITORY = "$config/";

    static boolean is(Application application) {
        return chartOf(application).path("chart").asString("").equals(CHART);
    }

    private static JsonNode chartOf(Application application) {
        return application.sources().getFirst();
    }

    String name() {
        return application.name();
    }

    /** The Applications that it makes and that have content: not those of clusters that are retired. */
    List<Application> made(Path root) {
        return render(root).stream()
                .filter(manifest -> manifest.path("kind").asString("").equals("Application"))
                .map(Application::new)
                .filter(made -> !made.chart().equals(CHART))
                .toList();
    }

    /** What Argo CD would sync. */
    List<JsonNode> render(Path root) {
        JsonNode helm = chartOf(application).path("helm");
        ObjectNode values =
                Yaml.MAPPER.readTree(helm.path("values").asString("{}")).asObject();
        for (JsonNode parameter : helm.path("fileParameters")) {
            String file = parameter.path("path").asString("").substring(REPOSITORY.length());
            values.put(parameter.path("name").asString(""), Yaml.text(root.resolve(file)));
        }
        return Charts.render(
                root.resolve("gitops/charts").resolve(CHART),
                helm.path("releaseName").asString(""),
                application.namespace(),
                values);
    }
}
