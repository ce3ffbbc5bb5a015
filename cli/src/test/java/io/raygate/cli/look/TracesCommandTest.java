// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.look;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.xray.FakeXRay;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TracesCommandTest {

    private static final String SUMMARY = """
            {"Id":"%s","StartTime":1.8000000005E9,"ResponseTime":0.25,"HasFault":true,"IsPartial":false,\
            "Http":{"HttpURL":"http://shop/cart","HttpStatus":502,"HttpMethod":"GET"},"EntryPoint":{"Name":"storefront"}}""";

    @TempDir
    Path root;

    @Test
    void traces_severalPages_oneTable() throws IOException {
        try (FakeXRay xray = new FakeXRay()) {
            xray.answering(200, page("1-6a1b2c3d-000000000000000000000001", "more"))
                    .answering(200, "{\"TraceSummaries\":[],\"NextToken\":\"still more\"}")
                    .answering(200, page("1-6a1b2c3d-000000000000000000000002", null));

            CommandLineRun run = CommandLineRun.of(root, "traces", "--endpoint", xray.address(), "fault", "AND", "ok");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).hasSize(3);
            assertThat(run.out().get(1))
                    .contains("1-6a1b2c3d-000000000000000000000001  fault        502     250 ms  storefront  GET /cart")
                    .startsWith("01-1");
            assertThat(run.out().get(2)).contains("1-6a1b2c3d-000000000000000000000002");
            assertThat(xray.asked())
                    .hasSize(3)
                    .allMatch(asked -> asked.startsWith("/TraceSummaries {\"StartTime\":"))
                    .allMatch(asked -> asked.contains("\"FilterExpression\":\"fault AND ok\""));
            assertThat(xray.asked().getLast()).contains("\"NextToken\":\"still more\"");
        }
    }

    @Test
    void traces_json_aSummaryPerLine() throws IOException {
        try (FakeXRay xray = new FakeXRay()) {
            xray.answering(200, page("1-6a1b2c3d-000000000000000000000001", "more"));

            CommandLineRun run =
                    CommandLineRun.of(root, "traces", "--json", "--limit", "1", "--endpoint", xray.address());

            assertThat(run.out()).containsExactly(SUMMARY.formatted("1-6a1b2c3d-000000000000000000000001"));
        }
    }

    @Test
    void traces_filterError_2AndItsPosition() throws IOException {
        try (FakeXRay xray = new FakeXRay()) {
            xray.answering(
                    400,
                    "{\"__type\":\"InvalidRequestException\",\"message\":"
                            + "\"Error Location: line 1, position 9 : Invalid input symbol: ')'\"}");

            CommandLineRun run = CommandLineRun.of(root, "traces", "--endpoint", xray.address(), "service(=)");

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .containsExactly(
                            "raygate: the filter has an error at line 1, position 9: Invalid input symbol: ')';"
                                    + " write, for example, 'fault AND responsetime > 1'");
        }
    }

    @Test
    void traces_notXRay_oneLine() throws IOException {
        try (FakeXRay page = new FakeXRay()) {
            page.answering(200, "<html>");

            assertThat(CommandLineRun.of(root, "traces", "--endpoint", page.address())
                            .err())
                    .containsExactly("raygate: " + page.address()
                            + "/ has not answered with JSON: check that X-Ray or a" + " local stack is there");
        }
    }

    @Test
    void traces_nobodyThere_1AndTheRemedy() throws IOException {
        String address;
        try (FakeXRay xray = new FakeXRay()) {
            address = xray.address();
        }

        CommandLineRun run = CommandLineRun.of(root, "traces", "--endpoint", address);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(address, "does not answer", "start a stack with ./raygate up");
    }

    @Test
    void traces_hostileName_noControlCharacters() throws IOException {
        try (FakeXRay xray = new FakeXRay()) {
            xray.answering(
                    200,
                    "{\"TraceSummaries\":[{\"Id\":\"1-\\u001b[2J\",\"EntryPoint\":{\"Name\":\"a\\u001b]0;x\\u0007\"}}]}");

            assertThat(CommandLineRun.of(root, "traces", "--endpoint", xray.address())
                            .out())
                    .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--since 5x        | --since must be a time such as 30s, 10m, 6h or 1d, but is '5x'",
                "--limit 0         | --limit must be a number from 1 to 10000, but is 0",
                "--endpoint nowhere| --endpoint must be http://host:port or https://host, but is 'nowhere'",
            })
    void traces_wrongOption_2AndWhatIsRight(String options, String complaint) {
        CommandLineRun run = CommandLineRun.of(root, ("traces " + options).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsExactly("raygate: " + complaint);
    }

    private static String page(String id, String nextToken) {
        return "{\"TraceSummaries\":[" + SUMMARY.formatted(id) + "]"
                + (nextToken == null ? "" : ",\"NextToken\":\"" + nextToken + "\"") + "}";
    }
}
