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
        InvocationBooks books =
                new InvocationBooks(new TenantId("shop"), 3, 10, 7, 1, 4, Map.of("NOT_JSON", 2), Map.of("CORRUPT", 1));

        List<String> lines = EmbeddedMetrics.lines(books, 1_700_000_000_000L);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("{\"_aws\":{\"Timestamp\":1700000000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Raygate\","
                        + "\"Dimensions\":[[\"tenant\"]],\"Metrics\":[{\"Name\":\"Records\",\"Unit\":\"Count\"}")
                .endsWith("\"tenant\":\"shop\",\"Records\":3,\"Documents\":10,\"Delivered\":7,\"Rejected\":2,"
                        + "\"Unreadable\":1,\"Unfinished\":1,\"Retries\":4}");
        assertThat(lines.get(1))
                .contains("\"Dimensions\":[[\"tenant\",\"reason\"]]")
                .endsWith("\"tenant\":\"shop\",\"reason\":\"NOT_JSON\",\"RejectedByReason\":2}");
        assertThat(lines.get(2)).endsWith("\"reason\":\"CORRUPT\",\"UnreadableByReason\":1}");
    }
}
