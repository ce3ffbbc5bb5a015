// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.raygate.block.Dictionary;
import java.util.Locale;

/** Reads {@code raygate.block.dictionary}. */
final class DictionaryChoice {

    private DictionaryChoice() {}

    /**
     * The dictionary that is meant.
     *
     * @param value {@code newest}, {@code none}, or an id, decimal or hexadecimal with {@code 0x}
     * @throws IllegalArgumentException naming the key where this release has no such dictionary
     */
    static Dictionary parse(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "newest" -> Dictionary.newest();
            case "none" -> Dictionary.NONE;
            case String id -> withId(id);
        };
    }

    private static Dictionary withId(String id) {
        try {
            return Dictionary.withId(Long.decode(id)).orElseThrow(() -> unknown(id));
        } catch (NumberFormatException _) {
            throw unknown(id);
        }
    }

    private static IllegalArgumentException unknown(String value) {
        return new IllegalArgumentException(
                "raygate.block.dictionary: " + value + " is not known; write newest, none or 0x"
                        + Integer.toHexString(Dictionary.newest().id()));
    }
}
