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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
        return texts("now/tenants", "before");
    }

    private List<String> texts(String now, String before) throws IOException {
        Selection selection =
                new Selection(List.of(root.resolve(now)), List.of(), List.of(), Optional.of(root.resolve(before)));
        return TeamFiles.check(selection, new Bounds(Bounds.DEFAULT_FINDINGS, 100_000)).stream()
                .map(Finding::text)
                .toList();
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

        assertThat(texts()).singleElement().asString().contains("list each team once under the key teams");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                teams: [ledger, ledger]       | /teams/1: "ledger" stands twice
                teams: [ledger, no]           | /teams/1: no means different things to different readers of YAML
                teams: [ledger, 12345678]     | /teams/1: 12345678 is not a string; put it in quotes
                teams: [ledger, ../ledger]    | /teams/1: "../ledger" must be 1 to 53 of a-z, 0-9 and hyphen
                teams: [Ledger]               | /teams/0: "Ledger" must be 1 to 53 of a-z, 0-9 and hyphen
                teams: [ledger, {a: b}]       | /teams/1: the object is not a string
                {teams: [ledger], values: {}} | /values: is not known here; write teams
                teams: !!set {ledger: null}   | line 1: the tag tag:yaml.org,2002:set is not read
                """)
    void check_listThatWouldStopAllTeams_refused(String list, String problem) throws IOException {
        write("now/tenants/ledger.yaml", LEDGER);
        write("now/teams.yaml", list);

        assertThat(texts()).singleElement().asString().contains("now/teams.yaml: TEAMS: " + problem);
    }

    @Test
    void check_listThatArgoCdDoesNotRead_refused() throws IOException {
        write("now/tenants/ledger.yaml", LEDGER);
        write("now/teams.yml", "teams: [ledger]\n");
        assertThat(texts()).singleElement().asString().contains("teams.yml: FILE_NAME", "rename it to teams.yaml");

        Files.delete(root.resolve("now/teams.yml"));
        Files.write(root.resolve("now/teams.yaml"), "teams: [ledger] # Espa\u00f1a\n".getBytes(ISO_8859_1));
        assertThat(texts()).singleElement().asString().contains("line 1: it is not UTF-8");

        write("now/teams.yaml", "teams: [ledger]\n" + "# a long list\n".repeat(10_000));
        assertThat(texts()).singleElement().asString().contains("more than the 100000 that are read");

        Files.delete(root.resolve("now/teams.yaml"));
        Files.createDirectory(root.resolve("now/teams.yaml"));
        assertThat(texts()).singleElement().asString().contains("it is no file");
    }

    @Test
    void check_listThatIsGone_refused() throws IOException {
        change(LEDGER, LEDGER);
        write("before/teams.yaml", "teams: [ledger]\n");

        assertThat(texts()).singleElement().asString().contains("now/teams.yaml: LOST: the list of teams is gone");
    }

    @Test
    void check_listedTeamWithAFolderOrALinkInPlaceOfItsFile_isLost() throws IOException {
        write("now/teams.yaml", "teams: [ledger, shop]\n");
        Files.createDirectory(root.resolve("now/tenants/ledger.yaml"));
        Files.createSymbolicLink(root.resolve("now/tenants/shop.yaml"), Path.of("nowhere"));

        assertThat(texts())
                .satisfiesExactly(
                        text -> assertThat(text).contains("ledger has no file"),
                        text -> assertThat(text).contains("shop has no file"));
    }

    @Test
    void check_comparedWithItself_refused() throws IOException {
        write("now/tenants/ledger.yaml", LEDGER);
        Files.delete(root.resolve("before/tenants"));
        Files.delete(root.resolve("before"));
        Files.createSymbolicLink(root.resolve("before"), root.resolve("now"));

        assertThat(texts()).singleElement().asString().contains("SAME_FOLDER", "compared with itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec: [", "spec: \u00f1", "[]"})
    void check_fileThatCouldNotBeReadAndIsGone_refused(String before) throws IOException {
        Files.write(root.resolve("before/tenants/ledger.yaml"), before.getBytes(ISO_8859_1));

        assertThat(texts())
                .singleElement()
                .asString()
                .contains("is gone, and", "does not say whether the team was retired");
    }

    @Test
    void check_retiredThatIsNoBoolean_isNotRetired() throws IOException {
        write("before/tenants/ledger.yaml", LEDGER.replace("spec:\n  retired: false", "spec:\n  retired: yes"));

        assertThat(texts()).singleElement().asString().contains("team ledger was not retired");
    }

    @Test
    void check_fileOfAnotherForm_isNamed() throws IOException {
        assertThat(change(LEDGER, "spec: {clusters: {a: b}, quota: {dev: {}, prod: {}}}"))
                .singleElement()
                .asString()
                .contains("now/tenants/ledger.yaml: NOT_COMPARED: /spec/clusters: the object is not a list");
    }

    @Test
    void check_folderAmongFiles_isNoTeam() throws IOException {
        Files.createDirectory(root.resolve("before/tenants/old.yaml"));

        assertThat(change(LEDGER, LEDGER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"., old", "gitops, old/gitops", "gitops/tenants, old/gitops"})
    void check_directoryAroundTheConfiguration_isSearched(String named, String before) throws IOException {
        Files.createDirectories(root.resolve("new/gitops/tenants"));
        Files.createDirectories(root.resolve("old/gitops/tenants"));
        write("old/gitops/tenants/payments.yaml", LEDGER.replace("ledger", "payments"));
        write("new/gitops/tenants/ledger.yaml", LEDGER);
        write("new/gitops/teams.yaml", "teams: [payments]\n");

        assertThat(texts("new/" + named, before))
                .satisfiesExactly(
                        text -> assertThat(text).contains("teams.yaml does not name ledger"),
                        text -> assertThat(text).contains("payments has no file"),
                        text -> assertThat(text).contains("team payments was not retired"));
    }
}
