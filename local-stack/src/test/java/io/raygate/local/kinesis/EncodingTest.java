// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EncodingTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123Z");

    @ParameterizedTest
    @EnumSource
    void write_blob_readsBackByteForByte(Encoding encoding) {
        byte[] blob = new byte[256];
        for (int i = 0; i < blob.length; i++) {
            blob[i] = (byte) i;
        }
        byte[] wire = encoding.write(JsonNodeFactory.instance.objectNode().put("Data", blob));

        assertThat(new Parameters(encoding.read(wire), encoding, "").requiredBlob("Data"))
                .isEqualTo(blob);
    }

    @Test
    void timestamp_json_isSecondsWithFraction() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("t", Encoding.JSON.timestamp(TIME));

        assertThat(new String(Encoding.JSON.write(node), UTF_8)).isEqualTo("{\"t\":1795341600.123}");
        assertThat(Encoding.JSON.timestamp(DoubleNode.valueOf(1795341600.123))).contains(TIME);
    }

    @Test
    void timestamp_cbor_isUntaggedMillis() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("t", Encoding.CBOR.timestamp(TIME));

        assertThat(Encoding.CBOR.write(node)).contains(0x1b, 0, 0, 1).doesNotContain(0xc1);
        assertThat(Encoding.CBOR.timestamp(LongNode.valueOf(TIME.toEpochMilli())))
                .contains(TIME);
    }

    @Test
    void timestamp_taggedCbor_isRead() {
        byte[] wire = {(byte) 0xa1, 0x61, 't', (byte) 0xc1, 0x19, 0x03, (byte) 0xe8};

        assertThat(Encoding.CBOR.timestamp(Encoding.CBOR.read(wire).get("t"))).contains(Instant.ofEpochSecond(1));
    }

    @Test
    void timestamp_noTime_isEmpty() {
        assertThat(Encoding.JSON.timestamp(TextNode.valueOf("now"))).isEmpty();
        assertThat(Encoding.JSON.timestamp(DoubleNode.valueOf(1e300))).isEmpty();
        assertThat(Encoding.JSON.timestamp(DoubleNode.valueOf(Double.NaN))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void read_malformedOrNoObject_isRefused(Encoding encoding) {
        assertThatThrownBy(() -> encoding.read(new byte[] {'{', 1})).isInstanceOf(KinesisRefusal.class);
        assertThatThrownBy(() -> encoding.read(encoding == Encoding.JSON ? "[]".getBytes(UTF_8) : new byte[] {1}))
                .isInstanceOf(KinesisRefusal.class);
    }

    @Test
    void named_withCharset_isKnown() {
        assertThat(Encoding.named("application/x-amz-json-1.1; charset=utf-8")).contains(Encoding.JSON);
        assertThat(Encoding.named("text/plain")).isEmpty();
    }
}
