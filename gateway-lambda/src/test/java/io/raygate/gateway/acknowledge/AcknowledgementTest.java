// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.acknowledge;

import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcknowledgementTest {

    private final KinesisEvent event = new KinesisEvent(
            TenantId.UNKNOWN,
            List.of(
                    new KinesisRecord(0, "100", new byte[0]),
                    new KinesisRecord(1, "200", new byte[0]),
                    new KinesisRecord(2, "300", new byte[0])));

    @Test
    void writeTo_allDone_isAnEmptyList() throws Exception {
        assertThat(json(Set.of())).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void writeTo_someUnfinished_namesTheFirst() throws Exception {
        assertThat(json(Set.of(2, 1))).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"200\"}]}");
    }

    private String json(Set<Integer> unfinished) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Acknowledgement.of(event, unfinished).writeTo(output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
