// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TeamFilesTest {

    private static final String LEDGER = """
            kind: Tenant
            metadata: {name: ledger}
            spec:
              retired: false
              quota:
                dev: {shards: 1, retired: false}
                prod: {shards: 1}
              clusters:
                - {name: ledger-dev, env: dev, retired: false}
                - {name: ledger-prod, env: prod}
            """;
    private static final String CLUSTER_RETIRED =
            LEDGER.replace("ledger-dev, env: dev, retired: false", "ledger-dev, env: dev, retired: true");

    @TempDir
    private Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("before/tenants"));
        Files.createDirectories(root.resolve("now/tenants"));
    }

    private List<String> change(String before, String now) throws IOException {
        write("before/tenants/ledger.yaml", before);
        write("now/tenants/ledger.yaml", now);
        return texts();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private List<String> texts() throws IOException {
        Selection selection = new Selection(
                List.of(root.resolve("now/tenants")), List.of(), List.of(), Optional.of(root.resolve("before")));
        return TeamFiles.check(selection).stream().map(Finding::text).toList();
    }

    @Test
    void check_fileThatIsGone_refusedByNameUnlessTheTeamWasRetired() throws IOException {
        write("before/tenants/ledger.yaml", LEDGER);
        assertThat(texts())
                .singleElement()
                .asString()
                .contains("now/tenants/ledger.yaml", "is gone, and team ledger was not retired");

        write("before/tenants/ledger.yaml", LEDGER.replace("spec:\n  retired: false", "spec:\n  retired: true"));
        assertThat(texts()).isEmpty();
    }

    @Test
    void check_fileThatIsRenamed_isGone() throws IOException {
        write("before/tenants/ledger.yaml", LEDGER);
        write("now/tenants/ledger.yml", LEDGER);

        assertThat(texts()).singleElement().asString().contains("team ledger was not retired");
    }

    @Test
    void check_clusterThatIsGone_refusedUnlessItWasRetired() throws IOException {
        String without = LEDGER.replace("    - {name: ledger-dev, env: dev, retired: false}\n", "");

        assertThat(change(LEDGER, without))
                .singleElement()
                .asString()
                .contains("ledger-dev is gone, and was not retired");
        assertThat(change(CLUSTER_RETIRED, without)).isEmpty();
    }

    @Test
    void check_environmentThatIsGone_refusedUnlessItWasRetired() throws IOException {
        String without = CLUSTER_RETIRED.replace("    dev: {shards: 1, retired: false}\n", "");

        assertThat(change(CLUSTER_RETIRED, without))
                .singleElement()
                .asString()
                .contains("dev is gone, and was not retired: spec.quota.dev.retired: true");
        assertThat(change(CLUSTER_RETIRED.replace("shards: 1, retired: false", "shards: 1, retired: true"), without))
                .isEmpty();
    }

    @Test
    void check_environmentRetiredTogetherWithItsCluster_refused() throws IOException {
        String both = CLUSTER_RETIRED.replace("shards: 1, retired: false", "shards: 1, retired: true");

        assertThat(change(LEDGER, both))
                .singleElement()
                .asString()
                .contains("ledger-dev was not retired before its team or environment is");
        assertThat(change(CLUSTER_RETIRED, both)).isEmpty();
    }

    @Test
    void check_brokenFile_leftToOtherChecks() throws IOException {
        assertThat(change(LEDGER, "spec: [")).isEmpty();
        assertThat(change("spec: [", LEDGER)).isEmpty();
    }

    @Test
    void check_folderThatIsNotThere_refused() throws IOException {
        Files.delete(root.resolve("before/tenants"));

        assertThat(texts()).singleElement().asString().contains("there is no such folder");
    }

    @Test
    void check_listOfTeams_namesWhatIsLostAndWhatIsNotListed() throws IOException {
        write("now/tenants/ledger.yaml", LEDGER);
        write("now/teams.yaml", "teams: [payments]\n");

        assertThat(texts())
                .satisfiesExactly(
                        text -> assertThat(text).contains("teams.yaml does not name ledger", "add the team there"),
                        text -> assertThat(text).contains("payments has no file", "payments.yaml is missing"));
    }

    @Test
    void check_listThatIsNone_refused() throws IOException {
        write("now/teams.yaml", "");

        assertThat(texts()).singleElement().asString().contains("list the teams under the key teams");
    }
}
