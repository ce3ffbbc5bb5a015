// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.EdgeCluster;
import io.raygate.gitops.cluster.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The repository of a platform team that has followed the list "Bootstrap": one environment, dev, and no teams yet. */
record PlatformRepository(GitServer git, ChartRegistry registry) {

    /** With charts in {@code registry}, in the version that the environment names. */
    static PlatformRepository create(GitServer git, ChartRegistry registry) throws IOException, InterruptedException {
        Path tree = git.workTree();
        GitopsTree example = GitopsTree.example(tree);
        String url = example.repository();
        String charts = example.charts();
        for (String file :
                List.of("envs/staging.yaml", "envs/prod.yaml", "tenants/payments.yaml", "tenants/storefront.yaml")) {
            Files.delete(tree.resolve("gitops").resolve(file));
        }
        try (Stream<Path> files = Files.walk(tree.resolve("gitops"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Trees.replace(file, url, git.url());
                Trees.replace(file, charts, registry.charts());
            }
        }
        Files.writeString(tree.resolve(TEAMS), "teams:\n");
        PlatformRepository repository = new PlatformRepository(git, registry);
        repository.publish(FIRST_VERSION);
        return repository;
    }

    private static final String TEAMS = "gitops/teams.yaml";

    /** Pushes the charts of the work tree to the registry. */
    void publish(String version) throws IOException, InterruptedException {
        for (String chart : ChartSchemas.CHARTS) {
            registry.publish(root().resolve("gitops/charts").resolve(chart), version);
        }
        registry.publish(root().resolve("gitops/charts/team"), version);
    }

    /** That of the example's environments. */
    static final String FIRST_VERSION = "0.1.0";

    Path root() {
        return git.workTree();
    }

    /** A team with one cluster in dev. */
    void addTeam(String name, String ring, EdgeCluster cluster) throws IOException {
        append(root().resolve(TEAMS), "  - " + name + "\n");
        Files.writeString(team(name), """
                apiVersion: raygate/v1
                kind: Tenant
                metadata:
                  name: %1$s
                spec:
                  contact:
                    team: "@%1$s"
                  quota:
                    dev:
                      shards: 1
                      segmentsPerSecondPerNode: 200
                  sampling:
                    source: git
                    rules:
                      - {RuleName: Default, Priority: 10000, FixedRate: 0.05, ReservoirSize: 1, Version: 1,
                         ServiceName: "*", ServiceType: "*", Host: "*", HTTPMethod: "*", URLPath: "*", ResourceARN: "*"}
                  clusters:
                    - name: %2$s
                      env: dev
                      ring: %3$s
                      compute: ec2
                      region: eu-west-1
                      account: "444444444444"
                      server: %4$s
                      argoRole: %5$s
                      caData: %6$s
                """.formatted(
                        name,
                        cluster.name(),
                        ring,
                        cluster.plane().server(),
                        EdgeCluster.ARGO_ROLE,
                        cluster.plane().certificateAuthorityData()));
    }

    void removeTeam(String name) throws IOException {
        Files.delete(team(name));
        Trees.replaceFirst(root().resolve(TEAMS), "  - " + name + "\n", "");
    }

    Path team(String name) {
        return root().resolve("gitops/tenants/" + name + ".yaml");
    }

    Path environment() {
        return root().resolve("gitops/envs/dev.yaml");
    }

    /** Replaces the last {@code right} in a file. */
    void replace(Path file, String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        int at = text.lastIndexOf(right);
        Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }

    void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    void commit(String message) throws IOException, InterruptedException {
        git.commit(message);
    }

    /** Even where nothing has changed. */
    void commitAnyway(String message) throws IOException, InterruptedException {
        git.commit(message, "--allow-empty");
    }

    void revert() throws IOException, InterruptedException {
        git.revert();
    }
}
