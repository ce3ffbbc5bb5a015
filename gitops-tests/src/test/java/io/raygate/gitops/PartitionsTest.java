// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** In the partitions of the US government and of China, all that is rendered is of that partition. */
class PartitionsTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"aws-us-gov, us-gov-west-1, amazonaws.com", "aws-cn, cn-north-1, amazonaws.com.cn"})
    void render_everyApplication_isOfThePartition(String partition, String region, String suffix) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        move(root.resolve("gitops/envs"), partition, region);
        move(root.resolve("gitops/tenants"), partition, region);

        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .isEmpty();
        assertThat(tree.applications()).hasSize(16).allSatisfy(application -> {
            String rendered = application.render(root).stream()
                    .map(Yaml.MAPPER::writeValueAsString)
                    .collect(Collectors.joining());
            assertThat(rendered).doesNotContain("arn:aws:", "eu-west-1");
            if (application.chart().endsWith("gateway")) {
                assertThat(rendered)
                        .contains("arn:" + partition + ":", "https://sqs." + region + "." + suffix + "/")
                        .contains("logs." + region + "." + suffix + "\"");
            }
        });
    }

    private static void move(Path folder, String partition, String region) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("arn:aws:", "arn:" + partition + ":")
                                .replace("eu-west-1", region));
            }
        }
    }
}
