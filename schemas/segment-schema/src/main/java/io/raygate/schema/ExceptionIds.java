// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Ids for exceptions that came without one. */
final class ExceptionIds {

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private ExceptionIds() {}

    /** 16 hex digits, different for each place in a document, the same whenever the document is repaired again. */
    static String at(int place) {
        return String.format("%016x", (place + 1L) * SPREAD);
    }
}
