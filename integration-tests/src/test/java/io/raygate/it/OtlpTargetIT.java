// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.otlp.Export;
import io.raygate.it.otlp.ExportedSpan;
import io.raygate.it.otlp.Sdk;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A tenant whose spans go to X-Ray both ways, in an account with Transaction Search. */
class OtlpTargetIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRACES = 20;
    private static final int SPANS = 2 * TRACES;

    @TempDir
    private Path tenants;

    @Test
    void export_targetIsBoth_everySpanAtBothApis() throws IOException {
        String demo = Files.readString(ScriptRun.ROOT.resolve("demo-shop/tenants/demo.yaml"));
        Files.writeString(tenants.resolve("demo.yaml"), demo.stripTrailing() + "\n  delivery: {target: both}\n");
        List<String> account = List.of(
                "-Draygate.local.xray.transaction-search=true",
                "-Draygate.local.xray.indexed-percentage=100",
                "-Draygate.local.otlp.require-transaction-search=true");
        try (RaygateStack stack = RaygateStack.start(account, "--no-demo", "--tenants", tenants.toString())) {
            String endpoint = stack.ports().otlpHttp().toString();

            List<ExportedSpan> spans = Sdk.JAVA
                    .start(new Export("http/protobuf", endpoint, "gzip", TRACES, 0, "both"))
                    .spans();

            await("spans at the OTLP endpoint")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stack.status().otlpSpans()).isEqualTo(SPANS));
            await("documents of both ways")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stack.status().put()).isEqualTo(2 * SPANS));
            Set<String> traceIds = spans.stream().map(ExportedSpan::traceId).collect(Collectors.toSet());
            assertThat(stack.traces().documents(traceIds).keySet())
                    .isEqualTo(spans.stream().map(ExportedSpan::id).collect(Collectors.toSet()));
            assertThat(stack.status().unprocessed()).isZero();
        }
    }
}
