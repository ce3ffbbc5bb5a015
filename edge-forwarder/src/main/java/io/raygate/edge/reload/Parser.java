// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

/** Makes a value of the content of a file. */
@FunctionalInterface
public interface Parser<T> {

    /**
     * Reads a whole content.
     *
     * @throws IllegalArgumentException with one line that names key, value and remedy
     */
    T parse(byte[] content);
}
