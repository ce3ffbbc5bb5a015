// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ExplainCommandTest {

    private static final String DOCUMENT = "{\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\"}";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("policy.yaml"), """
                segmentsPerSecondPerNode: 100
                limits:
                  - {namespace: shop, workload: storefront, segmentsPerSecondPerNode: 1, burstSegments: 2}
                  - {namespace: shop, keepTraces: 0}
                """);
        Files.writeString(directory.resolve("workloads.yaml"), """
                workloads:
                  127.0.0.2: {namespace: shop, workload: storefront}
                  127.0.0.3: {namespace: shop, workload: checkout}
                """);
    }

    @Test
    void run_documentsOfSeveralSenders_saysWhatHappensAndWhy() {
        String stdin = String.join(
                "\n",
                "127.0.0.2 " + DOCUMENT,
                "127.0.0.2 " + DOCUMENT,
                "127.0.0.2 " + DOCUMENT,
                "",
                "127.0.0.3 " + DOCUMENT,
                "127.0.0.3 {}",
                DOCUMENT,
                "{\"x\":\"" + "y".repeat(66_000) + "\"}");

        int status = run(
                stdin,
                policy(),
                "--workloads",
                directory.resolve("workloads.yaml").toString());

        assertThat(status).isZero();
        assertThat(lines()).hasSize(8);
        assertThat(lines().getFirst())
                .matches(
                        "1: kept; 127.0.0.2 is shop/storefront; limits\\[0] applies; trace at 0\\.\\d{3}, kept below 1.000;"
                                + " tokens left 1.000; tokens left of the node 99.000");
        assertThat(lines().get(2))
                .startsWith("3: dropped RATE_LIMITED; 127.0.0.2 is shop/storefront; limits[0] applies;");
        assertThat(lines().get(3)).startsWith("5: dropped THINNED; 127.0.0.3 is shop/checkout; limits[1] applies;");
        assertThat(lines().get(4)).contains("6: kept;", "no trace id, so never thinned");
        assertThat(lines().get(5)).contains("7: kept; 127.0.0.1 is no known workload; no limit applies;");
        assertThat(lines().get(6)).startsWith("8: never arrives: 66008 bytes");
        assertThat(lines().getLast()).isEqualTo("documents=6, KEPT=4, THINNED=1, RATE_LIMITED=1");
    }

    @Test
    void run_withARate_letsTokensComeBack() {
        String stdin = String.join("\n", DOCUMENT, DOCUMENT, DOCUMENT, DOCUMENT);

        run(
                stdin,
                policy(),
                "--workloads",
                directory.resolve("workloads.yaml").toString(),
                "--source",
                "127.0.0.2",
                "--rate",
                "1");

        assertThat(lines().getLast()).isEqualTo("documents=4, KEPT=4");
    }

    @Test
    void run_unusable_saysSoInOneLine() throws IOException {
        assertThat(run("", "--rate", "0", policy())).isEqualTo(2);
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", policy(), "--colour")).isEqualTo(2);
        assertThat(run("", policy(), "--source", "shop")).isEqualTo(2);
        Files.writeString(directory.resolve("policy.yaml"), "limits: 5");
        assertThat(run("", policy())).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).hasSize(5).allMatch(line -> line.startsWith("raygate: "));
        assertThat(err.toString(UTF_8)).contains("policy.yaml: /limits: ");
    }

    @Test
    void run_help_isPrinted() {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--workloads FILE");
    }

    private int run(String stdin, String... arguments) {
        return ExplainCommand.run(
                new ArrayList<>(List.of(arguments)),
                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String policy() {
        return directory.resolve("policy.yaml").toString();
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }
}
