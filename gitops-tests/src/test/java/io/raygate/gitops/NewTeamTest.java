// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** What the golden files hold. */
    private static Map<String, String> renders(GitopsTree tree) {
        Map<String, String> renders = new TreeMap<>();
        tree.applications()
                .forEach(application -> renders.put(application.name(), GoldenRenderTest.text(application, tree)));
        return renders;
    }
}
