// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.xray.FakeXRay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MapCommandTest {

    private static final String STATISTICS = """
            "SummaryStatistics":{"TotalCount":8,"TotalResponseTime":2,"FaultStatistics":{"TotalCount":2},\
            "ErrorStatistics":{"OtherCount":1,"ThrottleCount":0}}""";
    private static final String CALLED =
            "{\"ReferenceId\":0,\"Name\":\"a\",\"Type\":\"AWS::SQS::Queue\",\"Edges\":[]," + STATISTICS + "}";
    private static final String CALLER =
            "{\"ReferenceId\":1,\"Name\":\"b\",\"Edges\":[{\"ReferenceId\":0," + STATISTICS + "}]}";

    @TempDir
    Path root;

    @Test
    void map_callersFirst_withTheirCalls() throws IOException {
        CommandLineRun run = map("[" + CALLED + "," + CALLER + "]");

        assertThat(run.out())
                .containsExactly(
                        row("service", "requests", "fault", "error", "throttle", "mean"),
                        "b",
                        row("  \u2192 a (AWS::SQS::Queue)", "8", "25.0 %", "12.5 %", "-", "250 ms"),
                        row("a (AWS::SQS::Queue)", "8", "25.0 %", "12.5 %", "-", "250 ms"));
    }

    @Test
    void map_ring_eachServiceOnce() throws IOException {
        CommandLineRun run = map("[{\"ReferenceId\":0,\"Name\":\"a\",\"Edges\":[{\"ReferenceId\":1}]},"
                + "{\"ReferenceId\":1,\"Name\":\"b\",\"Edges\":[{\"ReferenceId\":0}]}]");

        assertThat(run.out().stream().skip(1)).containsExactly("a", "  \u2192 b", "b", "  \u2192 a");
    }

    @Test
    void map_json_aServicePerLine() throws IOException {
        assertThat(map("[" + CALLED + "]", "--json").out()).containsExactly(CALLED);
    }

    @Test
    void map_empty_saysSo() throws IOException {
        assertThat(map("[]").out()).singleElement().asString().contains("No services", "--since");
    }

    private CommandLineRun map(String services, String... more) throws IOException {
        try (FakeXRay xray = new FakeXRay().answering(200, "{\"Services\":" + services + "}")) {
            String[] arguments = new String[3 + more.length];
            System.arraycopy(more, 0, arguments, 3, more.length);
            arguments[0] = "map";
            arguments[1] = "--endpoint";
            arguments[2] = xray.address();
            return CommandLineRun.of(root, arguments);
        }
    }

    private static String row(String name, String total, String fault, String error, String throttle, String mean) {
        return "%-49s  %8s  %8s  %8s  %8s  %9s".formatted(name, total, fault, error, throttle, mean);
    }
}
