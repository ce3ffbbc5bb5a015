// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code new} and {@code promote} on a copy of the project's own files. */
class GitopsCommandsTest {

    private static final Path GITOPS = Path.of("..").resolve("gitops");
    private static final String DIGEST = "sha256:" + "c".repeat(64);

    @TempDir
    private Path root;

    private Path gitops;

    @BeforeEach
    void copy() throws IOException {
        gitops = root.resolve("gitops");
        for (String directory : List.of("envs", "tenants")) {
            Files.createDirectories(gitops.resolve(directory));
            try (Stream<Path> files = Files.list(GITOPS.resolve(directory))) {
                for (Path file : files.toList()) {
                    Files.copy(file, gitops.resolve(directory).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(GITOPS.resolve("teams.yaml"), gitops.resolve("teams.yaml"));
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(root, arguments);
    }

    private CommandLineRun runNew(String... arguments) {
        return run(Stream.concat(
                        Stream.concat(Stream.of("new"), Stream.of(arguments)),
                        Stream.of("--directory", gitops.toString()))
                .toArray(String[]::new));
    }

    private static CommandLineRun assertDone(CommandLineRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    @Test
    void newTeam_allOptions_writesAValidFileAndSaysWhatIsMade() throws IOException {
        CommandLineRun run = assertDone(runNew(
                "team",
                "ledger",
                "--contact=@ledger",
                "--cluster=ledger-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111"));

        assertThat(run.out())
                .contains(
                        "+   name: ledger",
                        "  tenant-ledger-dev: the stream raygate-ledger, its policy, its mapping to the gateway and its"
                                + " alarms",
                        "  edge-ledger-dev-euw1: the forwarder on ledger-dev-euw1");
        assertThat(Files.readString(gitops.resolve("tenants/ledger.yaml")))
                .contains("    - name: ledger-dev-euw1\n      env: dev\n      ring: stable\n")
                .contains("server: arn:aws:eks:eu-west-1:111111111111:cluster/ledger-dev-euw1");
        assertThat(run.out()).contains("+   - ledger");
        assertThat(gitops.resolve("teams.yaml")).content().endsWith("  - ledger\n");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void newTeam_noListYet_listsTheTeamsThatHaveFiles() throws IOException {
        Files.delete(gitops.resolve("teams.yaml"));

        assertDone(runNew(
                "team",
                "ledger",
                "--contact=@ledger",
                "--cluster=ledger-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111"));

        assertThat(gitops.resolve("teams.yaml")).hasContent("teams:\n  - payments\n  - storefront\n  - ledger\n");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void newTeam_nobodyToAsk_namesTheOption() {
        CommandLineRun run = runNew("team", "ledger", "--cluster=ledger-dev-euw1", "--env=dev");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("every option is needed", " is missing: ");
        assertThat(gitops.resolve("tenants/ledger.yaml")).doesNotExist();
    }

    @Test
    void newCluster_ofATeamWithComments_keepsEveryOtherLine() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        List<String> before = Files.readAllLines(file);

        CommandLineRun run = assertDone(runNew(
                "cluster",
                "storefront",
                "storefront-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111",
                "--shards=2"));

        assertThat(Files.readAllLines(file)).containsSubsequence(before).contains("    dev:", "      shards: 2");
        assertThat(run.out()).noneMatch(line -> line.startsWith("- "));
        assertThat(run.out()).contains("+     - name: storefront-dev-euw1");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void newCluster_onEc2WithTheOidcProvider_writesTheIdentity() throws IOException {
        assertDone(runNew(
                "cluster",
                "storefront",
                "storefront-two-euw1",
                "--env=prod",
                "--region=eu-west-1",
                "--account=666666666666",
                "--compute=mixed",
                "--identity=irsa",
                "--oidc-issuer=oidc.eks.eu-west-1.amazonaws.com/id/AB"));

        assertThat(Files.readString(gitops.resolve("tenants/storefront.yaml")))
                .contains("      compute: mixed\n", "      identity: irsa\n");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void newCluster_onDemand_writesTheModeInsteadOfShards() throws IOException {
        assertDone(runNew(
                "cluster",
                "storefront",
                "storefront-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111",
                "--on-demand"));

        assertThat(Files.readString(gitops.resolve("tenants/storefront.yaml")))
                .contains("    dev:\n      mode: onDemand\n      segmentsPerSecondPerNode: 1000\n");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void newCluster_thatWouldBeRejected_writesNothingAndSaysWhy() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        String before = Files.readString(file);

        CommandLineRun run = runNew(
                "cluster",
                "storefront",
                "payments-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("payments-dev-euw1"));
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    private CommandLineRun newShared(String name, String... more) {
        return runNew(Stream.concat(
                        Stream.of(
                                "cluster",
                                "--shared",
                                name,
                                "--env=prod",
                                "--region=eu-west-1",
                                "--account=555555555555",
                                "--tenant=payments=checkout,ledger"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void newCluster_shared_isAnEntryOfItsEnvironment() throws IOException {
        Path file = gitops.resolve("envs/prod.yaml");
        List<String> before = Files.readAllLines(file);

        CommandLineRun run = assertDone(newShared("shared-prod-euw1", "--tenant=storefront=shop"));

        assertThat(Files.readAllLines(file)).containsSubsequence(before);
        assertThat(Files.readString(file))
                .contains("  sharedClusters:\n    shared-prod-euw1:\n      ring: stable\n")
                .contains("        payments:\n          - checkout\n          - ledger\n")
                .contains("        storefront:\n          - shop\n", "      others: drop\n");
        assertThat(run.out())
                .contains(
                        "  edge-shared-prod-euw1: the forwarder on shared-prod-euw1",
                        "  in tenant-payments-prod: a policy that takes checkout,ledger from shared-prod-euw1");
        assertThat(run("validate", gitops.toString()).status()).isZero();

        assertDone(newShared("shared-two-euw1"));

        assertThat(Files.readString(file)).containsOnlyOnce("sharedClusters:").contains("    shared-two-euw1:\n");
        assertThat(newShared("shared-two-euw1").err())
                .singleElement()
                .asString()
                .contains("already; change it there");
    }

    @Test
    void newCluster_sharedAfterTheLastOneLeft_takesItsPlace() throws IOException {
        Path file = gitops.resolve("envs/prod.yaml");
        Files.writeString(file, Files.readString(file) + "  sharedClusters: {}\n");

        assertDone(newShared("shared-prod-euw1"));

        assertThat(Files.readString(file)).contains("  sharedClusters:\n    shared-prod-euw1:\n");
    }

    @Test
    void newCluster_sharedWithANamespaceOfNobody_writesNothingAndSaysWhy() throws IOException {
        Path file = gitops.resolve("envs/prod.yaml");
        String before = Files.readString(file);

        CommandLineRun run = newShared("shared-prod-euw1", "--tenant=nobody=shop");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("nobody is no team"));
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void newCluster_namesThatDoNotFit_saysWhichAreNeeded() {
        assertThat(newShared("payments", "shared-prod-euw1").err())
                .singleElement()
                .asString()
                .contains("needs the cluster's NAME alone");
        assertThat(runNew("cluster", "payments").err())
                .singleElement()
                .asString()
                .contains("needs TEAM and NAME");
    }

    @Test
    void newCluster_dryRun_showsAndWritesNothing() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        String before = Files.readString(file);

        CommandLineRun run = assertDone(runNew(
                "cluster",
                "storefront",
                "storefront-2",
                "--env=prod",
                "--region=eu-west-1",
                "--account=666666666666",
                "--dry-run"));

        assertThat(run.out()).contains("+     - name: storefront-2", "Argo CD would make:");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    /** Another process, or an editor, while somebody was answering. */
    @Test
    void change_fileThatSomebodyElseHasChanged_leavesAllAsItIs() throws IOException {
        Path team = gitops.resolve("tenants/payments.yaml");
        Path environment = gitops.resolve("envs/dev.yaml");
        String before = Files.readString(team);
        List<Edit> edits = List.of(
                new Edit(team, Optional.of(Files.readAllBytes(team)), before + "# first\n"),
                new Edit(environment, Optional.of(new byte[] {'#'}), Files.readString(environment)));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, false);

        assertThatThrownBy(() -> new Change(gitops, edits).apply(console, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("dev.yaml has changed meanwhile, and stays as it is");

        assertThat(Files.readString(team)).isEqualTo(before);
        try (Stream<Path> files = Files.list(gitops.resolve("tenants"))) {
            assertThat(files).hasSize(2);
        }
    }

    /** Whoever stops the command between two writes must find the file as it was: it is not written to before the end. */
    @Test
    void newCluster_thatIsRefusedOrNotMeant_doesNotTouchTheFile() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        runNew(storefront("payments-dev-euw1"));
        assertDone(runNew(storefront("storefront-dev-euw1", "--dry-run")));
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertDone(runNew(storefront("storefront-dev-euw1")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
    }

    private static String[] storefront(String cluster, String... more) {
        return Stream.concat(
                        Stream.of(
                                "cluster",
                                "storefront",
                                cluster,
                                "--env=dev",
                                "--region=eu-west-1",
                                "--account=111111111111"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void newEnvironment_fromAnother_keepsItsComments() throws IOException {
        assertDone(runNew("environment", "qa", "--from=staging", "--account=777777777777"));

        assertThat(Files.readString(gitops.resolve("envs/qa.yaml")))
                .contains("  name: qa\n  account: \"777777777777\"\n", "sns:eu-west-1:777777777777:")
                .contains("# The cluster on which Argo CD and the controllers run.");
        assertThat(run("validate", gitops.toString()).status()).isZero();
    }

    @Test
    void promote_ring_setsItsVersionsAndDigestsAlone() throws IOException {
        Path release = Files.writeString(root.resolve("release.json"), """
                {"version": "0.2.0", "artefacts": {"edge-forwarder": "%s", "gateway-lambda": "%s"}}
                """.formatted(DIGEST, DIGEST));
        Path file = gitops.resolve("envs/dev.yaml");

        CommandLineRun run = assertDone(run("promote", release.toString(), "canary", file.toString()));

        assertThat(run.out()).filteredOn(line -> line.startsWith("+ ")).hasSize(3);
        assertThat(run.out()).filteredOn(line -> line.startsWith("- ")).hasSize(3);
        assertThat(Files.readString(file))
                .contains("    canary:\n      chart: 0.2.0\n")
                .contains("raygate/edge-forwarder@" + DIGEST, "raygate/gateway-lambda@" + DIGEST)
                .containsOnlyOnce("0.2.0");
    }

    @Test
    void promote_whatIsNoRelease_isNamed() throws IOException {
        Path release = Files.writeString(root.resolve("release.json"), "{}");

        CommandLineRun run = run(
                "promote",
                release.toString(),
                "stable",
                gitops.resolve("envs/dev.yaml").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("names no version");
    }

    private String[] ledger(String... more) {
        return Stream.concat(
                        Stream.of(
                                "team",
                                "ledger",
                                "--cluster=ledger-dev-euw1",
                                "--env=dev",
                                "--region=eu-west-1",
                                "--account=111111111111"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void newTeam_answersThatYamlWouldReadOtherwise_stayTexts() throws IOException {
        assertDone(runNew(ledger("--contact=a\\b \"c\" {cluster} # d")));
        assertThat(gitops.resolve("tenants/ledger.yaml"))
                .content()
                .contains("    team: \"a\\\\b \\\"c\\\" {cluster} # d\"\n");

        Files.delete(gitops.resolve("tenants/ledger.yaml"));
        assertThat(runNew(ledger("--contact=@l", "--shards=1 # of 9")).err())
                .anySatisfy(line -> assertThat(line).contains("/spec/quota/dev/shards"));
        assertThat(runNew(ledger("--contact=a\"\n    argoGroups: [\"admins")).err())
                .singleElement()
                .asString()
                .contains("write it on one line");
        assertThat(gitops.resolve("tenants/ledger.yaml")).doesNotExist();
    }

    @Test
    void newTeam_environmentThatIsNotThere_refused() {
        CommandLineRun run = runNew(
                "team", "ledger", "--contact=@l", "--cluster=l", "--env=qa", "--region=eu-west-1", "--account=1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("envs/qa.yaml does not exist");

        assertThat(runNew("team", "ledger", "--contact=@l", "--cluster=l", "--env=../envs/dev")
                        .err())
                .singleElement()
                .asString()
                .contains("environment ../envs/dev: write 1 to 63 of a-z");
    }

    /** Nothing may be written outside of the repository. */
    @Test
    void newTeam_linkThatLeadsNowhereInItsPlace_refused() throws IOException {
        Files.createSymbolicLink(gitops.resolve("tenants/ledger.yaml"), root.resolve("elsewhere"));

        assertThat(runNew(ledger("--contact=@l")).err())
                .singleElement()
                .asString()
                .contains("is there already");
        assertThat(root.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void newTeam_listOfOtherIndentationAndLineEnds_keepsThem() throws IOException {
        Files.writeString(gitops.resolve("teams.yaml"), "teams:\r\n- payments # first\r\n- storefront\r\n");

        assertDone(runNew(ledger("--contact=@l")));

        assertThat(Files.readString(gitops.resolve("teams.yaml")))
                .isEqualTo("teams:\r\n- payments # first\r\n- storefront\r\n- ledger\r\n");
    }

    @Test
    void newTeam_listedWithAComment_isNotListedTwice() throws IOException {
        String list = Files.readString(gitops.resolve("teams.yaml")) + "  - ledger # soon\n";
        Files.writeString(gitops.resolve("teams.yaml"), list);

        assertDone(runNew(ledger("--contact=@l")));

        assertThat(Files.readString(gitops.resolve("teams.yaml"))).isEqualTo(list);
    }

    @Test
    void newCluster_refused_leavesTheFileByteForByte() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        String before = Files.readString(file).replace("\n", "\r\n") + "# no line end";
        Files.writeString(file, before);

        CommandLineRun run = runNew(
                "cluster",
                "storefront",
                "storefront-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=123456789012");

        assertThat(run.err()).last().asString().contains("nothing is written");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void newCluster_fileWithOtherLineEnds_keepsThem() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        String before = Files.readString(file).replace("\n", "\r\n");
        Files.writeString(file, before);

        assertDone(runNew(
                "cluster",
                "storefront",
                "storefront-dev-euw1",
                "--env=dev",
                "--region=eu-west-1",
                "--account=111111111111"));

        assertThat(Files.readString(file).replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void newCluster_fileThatIsNotUtf8_isNamed() throws IOException {
        Path file = gitops.resolve("tenants/storefront.yaml");
        byte[] before = (Files.readString(file) + "# Espa\u00f1a\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, before);

        CommandLineRun run =
                runNew("cluster", "storefront", "s", "--env=dev", "--region=eu-west-1", "--account=111111111111");

        assertThat(run.err()).singleElement().asString().contains("storefront.yaml: line ", "it is not UTF-8");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
