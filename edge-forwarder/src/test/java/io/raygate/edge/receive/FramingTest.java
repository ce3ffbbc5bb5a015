// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The daemon's header rules, one by one. */
class FramingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":\"json\",\"version\":1}",
                "{\"format\": \"json\", \"version\": 1}",
                "{\"version\":1,\"format\":\"json\"}",
                "  {\"format\":\"json\",\"version\":1}\t\r",
                "{\"FORMAT\":\"JSON\",\"Version\":1}",
                "{\"format\":\"json\",\"version\":1,\"extra\":{\"a\":[1,{\"version\":2}]}}",
                "{\"version\":2,\"format\":\"xml\",\"version\":1,\"format\":\"json\"}",
                "{\"format\":\"json\",\"version\":1,\"version\":\"1\"}",
                "{\"format\":\"json\",\"version\":1,\"format\":null}",
                "{\"format\":\"\\u006ason\",\"version\":1}",
            })
    void find_headerTheDaemonAccepts_isADocument(String header) {
        ByteBuffer datagram = datagram(header + "\n{}");

        assertThat(Framing.find(datagram)).isEqualTo(Framing.DOCUMENT);
        assertThat(rest(datagram)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "[]",
                "\"json\"",
                "{}",
                "{\"format\":\"json\"}",
                "{\"version\":1}",
                "{\"format\":\"xml\",\"version\":1}",
                "{\"format\":\"json\",\"version\":2}",
                "{\"format\":\"json\",\"version\":0}",
                "{\"format\":\"json\",\"version\":-1}",
                "{\"format\":\"json\",\"version\":\"1\"}",
                "{\"format\":\"json\",\"version\":1.0}",
                "{\"format\":\"json\",\"version\":1e0}",
                "{\"format\":\"json\",\"version\":01}",
                "{\"format\":\"json\",\"version\":true}",
                "{\"format\":\"json\",\"version\":1",
                "{\"format\":\"json\",\"version\":1}}",
                "{\"format\":\"json\",\"version\":1} {}",
                "{\"format\":\"json\",\"version\":1,}",
                "{'format':'json','version':1}",
                "\ufeff{\"format\":\"json\",\"version\":1}",
                "{\"format\":\"json \",\"version\":1}",
                "{\"format\":[\"json\"],\"version\":1}",
            })
    void find_headerTheDaemonRefuses_isInvalid(String header) {
        assertThat(Framing.find(datagram(header + "\n{}"))).isEqualTo(Framing.INVALID_HEADER);
    }

    @Test
    void find_noBytes_isEmpty() {
        assertThat(Framing.find(datagram(""))).isEqualTo(Framing.EMPTY_DATAGRAM);
    }

    @Test
    void find_noLineFeed_isMissing() {
        assertThat(Framing.find(datagram("{\"format\":\"json\",\"version\":1}")))
                .isEqualTo(Framing.MISSING_HEADER_OR_DOCUMENT);
    }

    @Test
    void find_nothingBehindTheLineFeed_isMissing() {
        assertThat(Framing.find(datagram("{\"format\":\"json\",\"version\":1}\n")))
                .isEqualTo(Framing.MISSING_HEADER_OR_DOCUMENT);
    }

    @Test
    void find_moreLineFeeds_stayInTheDocument() {
        ByteBuffer datagram = datagram("{\"format\":\"json\",\"version\":1}\n\n {\n}\n");

        assertThat(Framing.find(datagram)).isEqualTo(Framing.DOCUMENT);
        assertThat(rest(datagram)).isEqualTo("\n {\n}\n");
    }

    @Test
    void find_documentThatIsNotJson_isTakenAsItIs() {
        ByteBuffer datagram = datagram("{\"format\":\"json\",\"version\":1}\n\u0000not json");

        assertThat(Framing.find(datagram)).isEqualTo(Framing.DOCUMENT);
        assertThat(rest(datagram)).isEqualTo("\u0000not json");
    }

    @Test
    void find_refusedDatagram_leavesTheBufferWhereItIs() {
        ByteBuffer datagram = datagram("x\ny");

        assertThat(Framing.find(datagram)).isEqualTo(Framing.INVALID_HEADER);
        assertThat(datagram.position()).isZero();
    }

    private static ByteBuffer datagram(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rest(ByteBuffer datagram) {
        return StandardCharsets.UTF_8.decode(datagram).toString();
    }
}
