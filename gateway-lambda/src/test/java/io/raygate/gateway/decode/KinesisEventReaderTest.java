// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.gateway.Events;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KinesisEventReaderTest {

    @Test
    void read_eventAsLambdaSendsIt_givesTenantAndRecords() throws Exception {
        KinesisEvent event = read(Events.json(List.of(new byte[] {1, 2, 3}, new byte[] {-1}, new byte[0])));

        assertThat(event.tenant()).isEqualTo(new TenantId("shop"));
        assertThat(event.records())
                .extracting(KinesisRecord::sequenceNumber)
                .containsExactly(Events.sequenceNumber(0), Events.sequenceNumber(1), Events.sequenceNumber(2));
        assertThat(event.records().get(0).data()).containsExactly(1, 2, 3);
        assertThat(event.records().get(1).data()).containsExactly(-1);
        assertThat(event.records().get(2).data()).isEmpty();
    }

    @Test
    void read_fieldsUnknownToday_arePassedOver() throws Exception {
        KinesisEvent event = read("""
                {"window":{"start":[1,{"a":2}]},"Records":[{"new":{"x":[]},"eventSource":"aws:kinesis","kinesis":{"encryptionType":null,                "sequenceNumber":"7","data":"AA==","more":[1]}}],"Other":"x"}""");

        assertThat(event.records()).hasSize(1);
        assertThat(event.tenant()).isEqualTo(TenantId.UNKNOWN);
    }

    @Test
    void read_recordOfManyMegabytes_isRead() throws Exception {
        byte[] large = new byte[4 * 1024 * 1024];

        assertThat(read(Events.json(List.of(large))).records().getFirst().data())
                .hasSize(large.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"Records\":{}}",
                "{\"Records\":[5]}",
                "{\"Records\":[{\"kinesis\":5}]}",
                "{\"Records\":[{\"kinesis\":{\"data\":\"AA==\"}}]}",
                "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":\"1\",\"data\":\"***\"}}]}",
                "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":\"1\"",
            })
    void read_whatIsNotAKinesisEvent_fails(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    private static KinesisEvent read(String json) throws IOException {
        return KinesisEventReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
