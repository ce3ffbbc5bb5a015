// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/** Protobuf's wire types and varints: https://protobuf.dev/programming-guides/encoding/, read 2026-11-22. */
final class Wire {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    private Wire() {}

    /** Bytes of a number as a varint, 1 to 10. */
    static int varintLength(long value) {
        int significantBits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (significantBits + 6) / 7;
    }
}
