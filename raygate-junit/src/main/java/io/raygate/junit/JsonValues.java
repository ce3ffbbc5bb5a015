// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON knows one kind of number: values are equal whichever type Java has for them. */
final class JsonValues {

    private JsonValues() {}

    static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number number && other instanceof Number otherNumber) {
            return areEqual(number, otherNumber);
        }
        return Objects.equals(one, other);
    }

    private static boolean areEqual(Number one, Number other) {
        if (isInteger(one) && isInteger(other)) {
            return new BigInteger(one.toString()).equals(new BigInteger(other.toString()));
        }
        return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
    }

    private static boolean isInteger(Number number) {
        return !(number instanceof Double || number instanceof Float);
    }
}
