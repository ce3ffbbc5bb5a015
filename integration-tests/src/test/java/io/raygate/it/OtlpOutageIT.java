// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.otlp.Export;
import io.raygate.it.otlp.ExportRun;
import io.raygate.it.otlp.ExportedSpan;
import io.raygate.it.otlp.Sdk;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.RaygateStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An outage of Kinesis and a kill of the gateway cost no span that an SDK was told is taken. */
class OtlpOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRACES = 400;
    private static final int PAUSE_MILLIS = 20;

    @ParameterizedTest
    @CsvSource({"JAVA, grpc, gzip, NODE, http/json", "PYTHON, grpc, none, GO, http/protobuf"})
    void export_kinesisAwayAndGatewayKilled_everySpanComesBack(
            Sdk one, String transport, String compression, Sdk other, String otherTransport) {
        try (RaygateStack stack = RaygateStack.start("--no-demo")) {
            List<ExportRun> runs = List.of(
                    one.start(export(stack, transport, compression)),
                    other.start(export(stack, otherTransport, "none")));
            await("the first spans at X-Ray")
                    .atMost(PATIENCE)
                    .until(() -> !stack.traces().summaries().isEmpty());

            Http.post(
                    stack.ports().page().resolve("/api/faults/kinesis"),
                    "{\"kind\":\"http-500\",\"stream\":\"*\",\"operation\":\"PutRecords\",\"seconds\":3}");
            stack.script().descendants().stream().filter(UpIT::isFunction).forEach(ProcessHandle::destroyForcibly);

            for (ExportRun run : runs) {
                assertComesBack(stack, run.spans());
            }
            assertThat(stack.status().faults("kinesis")).isPositive();
            await("closed books").atMost(PATIENCE).until(() -> stack.metrics().addUp());
            assertThat(stack.metrics().dropped()).isZero();
            assertThat(stack.metrics().rejected()).isZero();
        }
    }

    private static Export export(RaygateStack stack, String transport, String compression) {
        return new Export(
                transport,
                OtlpExportersIT.endpoint(stack.ports(), transport),
                compression,
                TRACES,
                PAUSE_MILLIS,
                "outage");
    }

    private static void assertComesBack(RaygateStack stack, List<ExportedSpan> spans) {
        Set<String> ids = spans.stream().map(ExportedSpan::id).collect(Collectors.toSet());
        Set<String> traceIds = spans.stream().map(ExportedSpan::traceId).collect(Collectors.toSet());
        assertThat(ids).hasSize(2 * TRACES);
        await("all spans")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stack.traces().documents(traceIds).keySet())
                                .containsExactlyInAnyOrderElementsOf(ids));
    }
}
