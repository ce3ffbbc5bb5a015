// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.policy;

import io.raygate.contract.read.JsonFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the charts do not show: {@code PolicyTranslationTest} compares whole policies with Helm's. */
class HelmJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"b":1,"a":[true,null,{}]} | {"a":[true,null,{}],"b":1}
            "<a> & b"                  | "\\u003ca\\u003e \\u0026 b"
            "\\u2028\\u007f\\u00e9"    | "\\u2028\u007fé"
            "\\b\\f\\n\\r\\t\\u0001"   | "\\b\\f\\n\\r\\t\\u0001"
            1.50                       | 1.5
            100                        | 100
            -0.000001                  | -0.000001
            1e-7                       | 1e-7
            -1.25e-12                  | -1.25e-12
            1e20                       | 100000000000000000000
            1e21                       | 1e+21
            0                          | 0
            """)
    void write_value_isAsGoWritesIt(String value, String expected) {
        assertThat(HelmJson.write(JsonFile.read(value))).isEqualTo(expected);
    }
}
