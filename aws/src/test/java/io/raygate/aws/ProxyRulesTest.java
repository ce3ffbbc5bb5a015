// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProxyRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kinesis.eu-west-1.amazonaws.com | ''                              | false
            kinesis.eu-west-1.amazonaws.com | .amazonaws.com                  | true
            kinesis.eu-west-1.amazonaws.com | amazonaws.com                   | true
            kinesis.eu-west-1.amazonaws.com | Kinesis.EU-west-1.amazonaws.com | true
            kinesis.eu-west-1.amazonaws.com | a.example, .amazonaws.com:443   | true
            kinesis.eu-west-1.amazonaws.com | *                               | true
            kinesis.eu-west-1.amazonaws.com | kinesis.*.amazonaws.com         | true
            kinesis.eu-west-1.amazonaws.com | 10.0.0.0/8                      | false
            notamazonaws.com                | amazonaws.com                   | false
            kinesis-eu-west-1-amazonaws.com | kinesis.eu.west.1.amazonaws.com | false
            169.254.169.254                 | ''                              | true
            169.254.170.23                  | ''                              | true
            [fd00:ec2::23]                  | ''                              | true
            127.0.0.1                       | ''                              | true
            """)
    void direct_noProxy_matchesHostsAsToolsReadIt(String host, String noProxy, boolean direct) {
        ProxyRules rules = ProxyRules.of(Optional.of("proxy:3128"), Map.of("NO_PROXY", noProxy), true);

        assertThat(rules.direct().stream().anyMatch(host::matches)).isEqualTo(direct);
    }

    @Test
    void of_severalSources_takesOursThenLowerCaseThenUpperCase() {
        Map<String, String> environment = Map.of("https_proxy", "http://lower", "HTTPS_PROXY", "http://upper:8080");

        assertThat(ProxyRules.of(Optional.of("ours:3128"), environment, true).proxy())
                .contains(URI.create("http://ours:3128"));
        assertThat(ProxyRules.of(Optional.empty(), environment, true).proxy()).contains(URI.create("http://lower:80"));
        assertThat(ProxyRules.of(Optional.empty(), environment, false).proxy()).isEmpty();
    }

    @Test
    void of_unreadableProxy_isRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> ProxyRules.of(Optional.of("http://user:secret@bad host"), Map.of(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("raygate.aws.proxy is not the address of a proxy; write http://host:port");
    }
}
