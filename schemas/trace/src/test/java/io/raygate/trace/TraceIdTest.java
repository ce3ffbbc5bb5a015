// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-6a1b2c3d-0123456789abcdef01234567",
                " 1-6A1B2C3D-0123456789ABCDEF01234567 ",
                "6a1b2c3d0123456789abcdef01234567",
                "00-6a1b2c3d0123456789abcdef01234567-00f067aa0ba902b7-01",
                "Root=1-6a1b2c3d-0123456789abcdef01234567;Parent=00f067aa0ba902b7;Sampled=1",
                "https://eu-west-1.console.aws.amazon.com/xray/home?region=eu-west-1#/traces/"
                        + "1-6a1b2c3d-0123456789abcdef01234567",
                "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#xray:traces/"
                        + "1-6a1b2c3d-0123456789abcdef01234567?~(query~())",
                "http://127.0.0.1:8080/#/traces/1-6a1b2c3d-0123456789abcdef01234567",
            })
    void in_whatPeoplePaste_theId(String pasted) {
        assertThat(TraceId.in(pasted)).contains(new TraceId("1-6a1b2c3d-0123456789abcdef01234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkout",
                "1-6a1b2c3d-0123456789abcdef0123456",
                "1-6a1b2c3d-0123456789abcdef012345678",
                "6a1b2c3d0123456789abcdef012345678",
                "\u001b[31m"
            })
    void in_noId_empty(String pasted) {
        assertThat(TraceId.in(pasted)).isEmpty();
    }
}
