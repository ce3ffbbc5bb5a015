// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.lookup;

/**
 * Something that a native image contains only where it is declared.
 *
 * @param name a resource's path, a class, or the interfaces of a proxy; a pattern where it is declared
 */
public record Lookup(Kind kind, String name) {

    /** The parts of {@code reachability-metadata.json}. */
    public enum Kind {
        RESOURCE,
        REFLECTION,
        PROXY,
        JNI
    }
}
