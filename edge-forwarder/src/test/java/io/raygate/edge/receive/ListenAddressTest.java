// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenAddressTest {

    @Test
    void parse_knownForms_givesHostAndPort() {
        assertThat(ListenAddress.parse("127.0.0.1:2000")).isEqualTo(new ListenAddress("127.0.0.1", 2000));
        assertThat(ListenAddress.parse("[::1]:2000")).isEqualTo(new ListenAddress("::1", 2000));
        assertThat(ListenAddress.parse("[::]:0")).isEqualTo(new ListenAddress("::", 0));
        assertThat(ListenAddress.parse(":2000")).isEqualTo(new ListenAddress("", 2000));
    }

    @Test
    void toString_givesTheFormThatParseReads() {
        assertThat(new ListenAddress("::1", 2000)).hasToString("[::1]:2000");
        assertThat(new ListenAddress("localhost", 1)).hasToString("localhost:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2000", "127.0.0.1", "::1:2000", "[::1:2000", "::1]:2000", "a:b", "a:-1", "a:65536", "a:"})
    void parse_unreadableText_namesKeyValueAndRemedy(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raygate.receive.addresses: '" + text + "'")
                .hasMessageContaining("[IPv6]:port");
    }
}
