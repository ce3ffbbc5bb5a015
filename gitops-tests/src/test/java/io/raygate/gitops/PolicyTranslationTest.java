// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.contract.policy.GatewayPolicy;
import io.raygate.contract.policy.HelmJson;
import io.raygate.contract.policy.SharedClusters;
import io.raygate.contract.read.YamlFile;
import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The translation that the gateway uses of a directory, and the tenant chart's, make the same text. */
class PolicyTranslationTest {

    private static final int FILES = 40;

    @Test
    void of_everyExample_isTheChartsParameter() {
        GitopsTree tree = GitopsTree.ofProject();

        assertThat(tree.applications())
                .filteredOn(application -> application.chart().equals("tenant"))
                .isNotEmpty()
                .allSatisfy(application -> assertSame(tree, application));
    }

    @Test
    void of_generatedFile_isTheChartsParameter(@TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        TenantFiles files = new TenantFiles(Long.getLong("raygate.seed", 20_261_127L));
        SchemaChecker schemas = new SchemaChecker();
        for (int i = 0; i < FILES; i++) {
            String file = files.next("payments");
            assertThat(schemas.check(ContractSchema.TENANT, Yaml.MAPPER.readTree(file)))
                    .as(file)
                    .isEmpty();
            Files.writeString(root.resolve("gitops/tenants/payments.yaml"), file);
            for (String environment : List.of("dev", "prod")) {
                assertSame(tree, tree.application("tenant-payments-" + environment));
            }
        }
    }

    private static void assertSame(GitopsTree tree, Application application) {
        String chart = application
                .render(tree.root(), "Parameter")
                .getFirst()
                .at("/spec/value")
                .asString("");
        String name = application.name().replaceFirst("^tenant-", "");
        String tenant = name.substring(0, name.lastIndexOf('-'));
        String environment = name.substring(name.lastIndexOf('-') + 1);
        String file = read(tree.root().resolve("gitops/tenants/" + tenant + ".yaml"));
        SharedClusters shared =
                SharedClusters.of(YamlFile.read(read(tree.root().resolve("gitops/envs/" + environment + ".yaml"))));

        assertThat(HelmJson.write(GatewayPolicy.of(YamlFile.read(file), environment, shared)))
                .as("%s in %s", file, environment)
                .isEqualTo(chart.stripTrailing());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
