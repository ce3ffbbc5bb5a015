// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionBooksTest {

    private final FunctionBooks books = new FunctionBooks();

    @Test
    void read_linesOfOneMetric_areSummedAndKeptByReason() {
        String plain = """
                {"_aws":{"CloudWatchMetrics":[{"Metrics":[{"Name":"Documents","Unit":"Count"},\
                {"Name":"InvocationTime","Unit":"Milliseconds"}]}]},"Documents":6,"InvocationTime":12}""";
        String byReason = """
                {"_aws":{"CloudWatchMetrics":[{"Metrics":[{"Name":"RejectedByReason","Unit":"Count"}]}]},\
                "Reason":"%s","RejectedByReason":2}""";

        List.of(plain, plain, byReason.formatted("INVALID_ID"), byReason.formatted("NOT_JSON"))
                .forEach(books::read);

        assertThat(books.status()).isEqualTo(Map.of("Documents", 12L, "RejectedByReason", 4L));
        assertThat(books.reasons()).isEqualTo(Map.of("RejectedByReason", Map.of("INVALID_ID", 2L, "NOT_JSON", 2L)));
    }

    @Test
    void read_linesThatAreNoMetrics_changeNothing() {
        List.of("started", "{\"_aws\":", "{\"_aws\":7}", "WARN {\"_aws\" was cut")
                .forEach(books::read);

        assertThat(books.status()).isEmpty();
        assertThat(books.reasons()).isEmpty();
    }
}
