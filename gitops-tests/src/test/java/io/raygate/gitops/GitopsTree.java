// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The repository as Argo CD sees it.
 *
 * @param root the directory that holds {@code gitops}
 */
record GitopsTree(Path root) {

    /** Of this checkout. */
    static GitopsTree ofProject() {
        return new GitopsTree(Path.of("").toAbsolutePath().getParent());
    }

    /**
     * The project's charts and Argo CD objects with the environments and teams of the tests, which stay what they are
     * whoever has what in {@code gitops/envs} and {@code gitops/tenants}.
     *
     * @param root an empty directory, which it is written to
     */
    static GitopsTree example(Path root) throws IOException {
        Path project = ofProject().root();
        for (String directory : List.of("argocd", "bootstrap", "charts")) {
            Trees.copy(
                    project.resolve("gitops").resolve(directory),
                    root.resolve("gitops").resolve(directory));
        }
        Trees.copy(project.resolve("gitops-tests/src/test/resources/example"), root.resolve("gitops"));
        return new GitopsTree(root);
    }

    /** URL of the repository that Argo CD reads. */
    String repository() {
        return Yaml.read(root.resolve("gitops/bootstrap/root.yaml"))
                .at("/spec/source/repoURL")
                .asString("");
    }

    /** Where Argo CD pulls the charts, which is one place for all environments. */
    String charts() {
        return Yaml.read(environments().getFirst()).at("/environment/charts").asString("");
    }

    List<Path> environments() {
        return files("gitops/envs");
    }

    List<Path> tenants() {
        return files("gitops/tenants");
    }

    /** What the root Application syncs, and the root Application. */
    List<Path> argocd() {
        List<Path> files = new ArrayList<>(files("gitops/bootstrap"));
        files.addAll(files("gitops/argocd"));
        return files;
    }

    /** Every Application that renders one of our charts, through the ApplicationSets and the charts of teams and shared clusters. */
    List<Application> applications() {
        return Stream.concat(
                        generated()
                                .filter(GitopsTree::isOurs)
                                .flatMap(application -> Stream.concat(Stream.of(application), made(application))),
                        teams().stream().flatMap(team -> team.made(root).stream()))
                .toList();
    }

    /** Those of shared clusters, which an Application with other content makes; not of clusters that are retired. */
    private Stream<Application> made(Application application) {
        if (!application.chart().equals("shared")) {
            return Stream.empty();
        }
        return application.render(root, "Application").stream()
                .map(Application::new)
                .filter(GitopsTree::isOurs);
    }

    /** Those of one team in one environment, which make the team's other Applications. */
    List<TeamApplication> teams() {
        return generated().filter(TeamApplication::is).map(TeamApplication::new).toList();
    }

    /** Every other Application: the controllers. */
    List<Application> controllers() {
        return generated()
                .filter(application -> !isOurs(application) && !TeamApplication.is(application))
                .toList();
    }

    private static boolean isOurs(Application application) {
        return ChartSchemas.CHARTS.contains(application.chart());
    }

    private Stream<Application> generated() {
        ApplicationSets sets = new ApplicationSets(root);
        return argocd().stream()
                .map(Yaml::read)
                .filter(manifest -> manifest.path("kind").asString("").equals("ApplicationSet"))
                .flatMap(manifest -> sets.expand(manifest).stream());
    }

    /** The Application of that name. */
    Application application(String name) {
        return applications().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Relative to the root, with slashes. */
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private List<Path> files(String directory) {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
