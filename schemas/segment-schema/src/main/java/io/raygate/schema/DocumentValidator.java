// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Gives the verdict on one segment document. Not thread-safe: one instance a thread. */
public interface DocumentValidator {

    /**
     * Looks at {@code bytes[offset, offset + length)}, which is not changed or kept.
     * Any input gives a verdict; nothing is thrown for what a document holds.
     */
    Verdict validate(byte[] bytes, int offset, int length);
}
