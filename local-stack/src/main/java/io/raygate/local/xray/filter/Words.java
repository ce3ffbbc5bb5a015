// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.filter;

import io.raygate.local.xray.document.Annotation;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The keywords that one kind of thing understands.
 *
 * @param annotations tells whether any annotation of a thing meets a condition
 * @param hasSides    true for an edge, of which source and destination can be asked
 */
record Words<T>(Map<String, Field<T>> fields, BiPredicate<T, Predicate<Annotation>> annotations, boolean hasSides) {

    /** Those of a thing that has no sides. */
    Words(Map<String, Field<T>> fields, BiPredicate<T, Predicate<Annotation>> annotations) {
        this(fields, annotations, false);
    }

    Words {
        fields = Map.copyOf(fields);
    }

    /** What a keyword reads. */
    sealed interface Field<T> {

        record Flag<T>(Predicate<T> reader) implements Field<T> {}

        /** Not a number where the thing has none. */
        record Quantity<T>(ToDoubleFunction<T> reader) implements Field<T> {}

        /** Tells whether any of a thing's values meets a condition; an empty value counts as none. */
        record Text<T>(BiPredicate<T, Predicate<String>> reader) implements Field<T> {}
    }
}
