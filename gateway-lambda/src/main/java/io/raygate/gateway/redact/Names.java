// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.schema.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the number of a name, from 1; 0 is any other name. One hash and mostly one probe; allocates nothing. */
final class Names {

    private final byte[] @Nullable [] table;
    private final int[] numbers;

    Names(List<String> names) {
        int slots = Integer.highestOneBit(Math.max(1, names.size())) * 8;
        table = new byte[slots][];
        numbers = new int[slots];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            int slot = JsonText.hash(name, 0, name.length) & (slots - 1);
            while (table[slot] != null) {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = name;
            numbers[slot] = i + 1;
        }
    }

    int number(JsonText name) {
        int slot = name.hash() & (table.length - 1);
        for (byte[] known = table[slot]; known != null; known = table[slot]) {
            if (name.is(known)) {
                return numbers[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return 0;
    }
}
