// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import java.util.HexFormat;

/** The ids of segments and subsegments as numbers, which take a seventh of the memory of their text. */
final class EntityId {

    /** Stands for an id that is absent or is not 16 hexadecimal digits. */
    static final long NONE = 0;

    private static final int DIGITS = 16;

    private EntityId() {}

    static boolean isValid(String text) {
        return text.length() == DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    static long parse(String text) {
        return isValid(text) ? Long.parseUnsignedLong(text, DIGITS) : NONE;
    }
}
