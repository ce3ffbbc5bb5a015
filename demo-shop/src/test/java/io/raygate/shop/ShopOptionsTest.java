// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShopOptionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_XRAY_DAEMON_ADDRESS", "10.0.0.1:2000");

    @Test
    void parse_noArguments_defaults() {
        assertThat(parse(Map.of())).isEqualTo(new ShopOptions("127.0.0.1:2000", 2, false));
    }

    @Test
    void parse_environment_namesTheDaemon() {
        assertThat(parse(ENVIRONMENT).daemonAddress()).isEqualTo("10.0.0.1:2000");
    }

    @Test
    void parse_arguments_areTaken() {
        assertThat(parse(Map.of(), "--rate", "0.5", "--daemon-address", "tcp:127.0.0.1:3000 udp:127.0.0.1:3001"))
                .isEqualTo(new ShopOptions("tcp:127.0.0.1:3000 udp:127.0.0.1:3001", 0.5, false));
    }

    @Test
    void parse_argumentThatTheEnvironmentContradicts_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(ENVIRONMENT, "--daemon-address", "127.0.0.1:3000"))
                .withMessageContaining("unset one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1001", "often", ""})
    void parse_rateThatIsNone_refused(String rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(Map.of(), "--rate", rate))
                .withMessageStartingWith("--rate must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:x", "udp:127.0.0.1:1 udp:127.0.0.1:2", ""})
    void parse_addressThatIsNone_refused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(Map.of(), "--daemon-address", address))
                .withMessageContaining("must be HOST:PORT");
    }

    @Test
    void parse_missingValue_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(Map.of(), "--rate"))
                .withMessage("--rate needs a value");
    }

    @Test
    void parse_unknownArgument_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(Map.of(), "--fast"))
                .withMessageContaining("--fast");
    }

    private static ShopOptions parse(Map<String, String> environment, String... arguments) {
        return ShopOptions.parse(arguments, environment);
    }
}
