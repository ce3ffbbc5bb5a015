// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlockFormatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, false",
        "1, 1, true",
        "2, 1, false",
        "0, 2, false",
        "1, 2, true",
        "2, 2, true",
        "3, 2, false",
        "1, 3, false",
        "2, 3, true",
        "3, 3, true",
        "4, 3, false",
        "-1, 1, false",
        "4294967297, 1, false"
    })
    void isReadable_versionOfABlock_isTheNewestOrTheOneBefore(long version, int newest, boolean readable) {
        assertThat(BlockFormat.isReadable(version, newest)).isEqualTo(readable);
    }
}
