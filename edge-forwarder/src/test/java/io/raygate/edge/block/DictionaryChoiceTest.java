// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.Dictionary;
import io.raygate.edge.block.BlockAssemblers.DictionaryChoice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DictionaryChoiceTest {

    @Test
    void parse_nameOrId_givesTheDictionary() {
        assertThat(DictionaryChoice.parse("newest")).isEqualTo(Dictionary.newest());
        assertThat(DictionaryChoice.parse("None")).isEqualTo(Dictionary.NONE);
        assertThat(DictionaryChoice.parse("0x52470001")).isEqualTo(Dictionary.VERSION_1);
        assertThat(DictionaryChoice.parse("1380384769")).isEqualTo(Dictionary.VERSION_1);
    }

    @Test
    void parse_anythingElse_namesTheKey() {
        for (String value : new String[] {"", "best", "0x1", "99999999999999999999"}) {
            assertThatThrownBy(() -> DictionaryChoice.parse(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("raygate.block.dictionary: " + value);
        }
    }
}
