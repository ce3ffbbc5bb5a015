// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForwarderMetricsTest {

    @Test
    void books_ofMetrics_addUp() {
        ObjectNode books = ForwarderMetrics.books("""
                # HELP raygate_documents_received_total documents
                raygate_documents_received_total 12.0
                raygate_documents_replayed_total 0
                raygate_documents_published_total 1.0E1
                raygate_documents_rejected_total{reason="NOT_JSON"} 1.0
                raygate_documents_rejected_total{reason="EMPTY"} 0.0
                raygate_documents_dropped_total{reason="THINNED"} 0.0
                raygate_documents_buffered 1.0
                raygate_spans_received_total 7
                """);
        assertThat(books)
                .hasToString("{\"state\":\"up\",\"counts\":{\"received\":12,\"replayed\":0,\"published\":10,"
                        + "\"rejected\":1,\"dropped\":0,\"buffered\":1},\"reasons\":{\"rejected\":{\"NOT_JSON\":1}},"
                        + "\"balance\":0}");
    }

    @Test
    void read_noForwarder_saysWhy() {
        assertThat(new ForwarderMetrics(Optional.empty(), Duration.ofSeconds(1))
                        .read()
                        .path("message")
                        .asText())
                .contains("raygate.local.console.forwarder-metrics");
    }
}
