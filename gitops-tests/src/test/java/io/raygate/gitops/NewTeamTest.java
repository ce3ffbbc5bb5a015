// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** One new file is a new team: it gets Applications of its own, and nobody else's change. */
class NewTeamTest {

    private static final String LEDGER = """
            apiVersion: raygate/v1
            kind: Tenant
            metadata:
              name: ledger
            spec:
              contact:
                team: "@ledger"
              quota:
                staging:
                  shards: 1
                  segmentsPerSecondPerNode: 100
              sampling:
                source: git
                rules:
                  - {RuleName: Default, Priority: 10000, FixedRate: 0.05, ReservoirSize: 1,
                     ServiceName: "*", ServiceType: "*", Host: "*", HTTPMethod: "*", URLPath: "*", ResourceARN: "*",
                     Version: 1}
              clusters:
                - name: ledger-staging-euw1
                  env: staging
                  ring: stable
                  compute: ec2
                  region: eu-west-1
                  account: "222222222222"
                  server: arn:aws:eks:eu-west-1:222222222222:cluster/ledger-staging-euw1
            """;

    @Test
    void tree_oneMoreTenantFile_onlyItsApplicationsAreNew(@TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Map<String, String> before = renders(tree);

        Files.writeString(root.resolve("gitops/tenants/ledger.yaml"), LEDGER);
        Files.writeString(root.resolve("gitops/teams.yaml"), "  - ledger\n", StandardOpenOption.APPEND);
        Map<String, String> after = renders(tree);

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .isEmpty();
        assertThat(after).containsAllEntriesOf(before);
        after.keySet().removeAll(before.keySet());
        assertThat(after).containsOnlyKeys("edge-ledger-staging-euw1", "tenant-ledger-staging");
        assertThat(after.get("tenant-ledger-staging"))
                .contains("stream/raygate-ledger")
                .doesNotContain("payments");
    }

    /** IAM knows no regions: two environments in one account would have roles of the same names. */
    @Test
    void tree_twoRegionsOfOneAccount_refused(@TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Path staging = root.resolve("gitops/envs/staging.yaml");
        String account = Yaml.read(root.resolve("gitops/envs/dev.yaml"))
                .at("/environment/account")
                .asString("");
        Files.writeString(
                staging,
                Files.readString(staging)
                        .replaceFirst(
                                "  account: \"[0-9]+\"\n  region: [a-z0-9-]+\n",
                                "  account: \"" + account + "\"\n  region: eu-central-1\n"));

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem).contains("is that of dev too, and IAM roles"));
    }

    @Test
    void tree_namesThatMakeOneApplication_foundWithBoth(@TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        for (String[] pair : new String[][] {{"shop", "dev-eu"}, {"shop-dev", "eu"}}) {
            Files.writeString(
                    root.resolve("gitops/tenants/" + pair[0] + ".yaml"),
                    LEDGER.replace("ledger", pair[0]).replace("staging:", pair[1] + ":"));
        }

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("makes the Application tenant-shop-dev-eu, and so does", "rename one"));
    }

    /** What the golden files hold. */
    private static Map<String, String> renders(GitopsTree tree) {
        Map<String, String> renders = new TreeMap<>();
        tree.applications()
                .forEach(application -> renders.put(application.name(), GoldenRenderTest.text(application, tree)));
        return renders;
    }
}
