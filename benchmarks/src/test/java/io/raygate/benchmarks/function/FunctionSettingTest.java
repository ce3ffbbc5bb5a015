// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FunctionSettingTest {

    @Test
    void of_memoryAlone_isOverTlsAndNoSnapshot() {
        assertThat(FunctionSetting.of("512")).isEqualTo(new FunctionSetting("512", 512, "", false, false));
    }

    @Test
    void of_everything_isRead() {
        String text = "http,snap-start,1024:-Xlog:gc -XX:AOTMode=off";

        assertThat(FunctionSetting.of(text))
                .isEqualTo(new FunctionSetting(text, 1_024, "-Xlog:gc -XX:AOTMode=off", true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "512,http", "https,512", "512 -Xmx1m", "5"})
    void of_somethingElse_saysTheForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionSetting.of(text))
                .withMessageStartingWith("the setting is '" + text + "': write [http,]");
    }
}
