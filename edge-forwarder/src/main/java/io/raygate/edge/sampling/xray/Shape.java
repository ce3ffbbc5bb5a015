// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import java.util.Map;
import java.util.Set;

/** What a value in an answer of X-Ray must be. A member that need not be there may be null. */
sealed interface Shape {

    /** A value without parts. */
    enum Scalar implements Shape {
        TEXT,
        INTEGER,
        /** A whole number from 0 to 2^31 - 1. */
        COUNT,
        NUMBER,
        /** A number from 0 to 1. */
        SHARE
    }

    /** An object whose members are texts, under any names. */
    enum Texts implements Shape {
        TEXTS
    }

    /** A list of that many entries at least. */
    record Each(Shape entry, int min) implements Shape {}

    /**
     * An object.
     *
     * @param members those that every SDK reads
     * @param required of them, without which the answer says nothing
     */
    record Struct(Map<String, Shape> members, Set<String> required) implements Shape {

        public Struct {
            members = Map.copyOf(members);
            required = Set.copyOf(required);
        }
    }
}
