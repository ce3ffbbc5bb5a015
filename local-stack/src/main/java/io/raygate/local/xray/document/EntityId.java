// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.util.HexFormat;

/** The ids of segments and subsegments as numbers, which take a seventh of the memory of their text. */
public final class EntityId {

    /** Stands for an id that is absent or is not 16 hexadecimal digits. */
    public static final long NONE = 0;

    private static final int DIGITS = 16;

    private EntityId() {}

    public static boolean isValid(String text) {
        return text.length() == DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    public static long parse(String text) {
        return isValid(text) ? Long.parseUnsignedLong(text, DIGITS) : NONE;
    }
}
