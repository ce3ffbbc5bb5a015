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

class TailCommandTest {

    @TempDir
    Path root;

    @Test
    void tail_traceThatChanges_isPrintedOnceItHasSettled() throws IOException {
        try (FakeXRay xray = new FakeXRay()) {
            xray.answering(200, page(trace("a", 1), trace("b", 1)))
                    .answering(200, page(trace("a", 2), trace("b", 1)))
                    .answering(200, page(trace("a", 2), trace("b", 1)));

            CommandLineRun run = CommandLineRun.of(root, "tail", "--json", "-n", "2", "--endpoint", xray.address());

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).containsExactly(trace("b", 1), trace("a", 2));
            assertThat(xray.asked()).allMatch(asked -> asked.contains("\"TimeRangeType\":\"Event\""));
        }
    }

    private static String page(String... traces) {
        return "{\"TraceSummaries\":[" + String.join(",", traces) + "]}";
    }

    private static String trace(String id, int revision) {
        return "{\"Id\":\"" + id + "\",\"Revision\":" + revision + "}";
    }
}
