// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMetricsTest {

    @Test
    void lines_invocationWithRejects_givesTotalsAndReasons() {
        InvocationBooks books = new InvocationBooks(
                new TenantId("shop"),
                3,
                10,
                2,
                1,
                9,
                1,
                4,
                Map.of("REMOVED_NULL", 1),
                Map.of("NOT_JSON", 2),
                Map.of("CORRUPT", 1));

        List<String> lines = EmbeddedMetrics.lines(books, 1_700_000_000_000L);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("{\"_aws\":{\"Timestamp\":1700000000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Raygate\","
                        + "\"Dimensions\":[[\"tenant\"]],\"Metrics\":[{\"Name\":\"Records\",\"Unit\":\"Count\"}")
                .endsWith("\"tenant\":\"shop\",\"Records\":3,\"Documents\":10,\"SplitOff\":2,\"Repaired\":1,"
                        + "\"Delivered\":9,\"Rejected\":2,"
                        + "\"Unreadable\":1,\"Unfinished\":1,\"Retries\":4}");
        assertThat(lines.get(1)).endsWith("\"reason\":\"REMOVED_NULL\",\"RepairsByKind\":1}");
        assertThat(lines.get(2))
                .contains("\"Dimensions\":[[\"tenant\",\"reason\"]]")
                .endsWith("\"tenant\":\"shop\",\"reason\":\"NOT_JSON\",\"RejectedByReason\":2}");
        assertThat(lines.get(3)).endsWith("\"reason\":\"CORRUPT\",\"UnreadableByReason\":1}");
    }
}
