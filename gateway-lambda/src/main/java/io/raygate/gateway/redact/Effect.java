// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.gateway.redact.Fixed.Kind;

/**
 * What all rules together do to a value.
 *
 * @param characters kept by a truncation; {@link #ALL} where there is none
 */
record Effect(boolean drop, boolean hash, int characters, boolean keepValue, boolean keepString, boolean keepNumber) {

    static final int ALL = Integer.MAX_VALUE;
    static final Effect NONE = new Effect(false, false, ALL, false, false, false);

    Effect with(RedactionRule rule) {
        return switch (rule.action()) {
            case DROP -> new Effect(true, hash, characters, keepValue, keepString, keepNumber);
            case HASH -> new Effect(drop, true, characters, keepValue, keepString, keepNumber);
            case TRUNCATE ->
                new Effect(drop, hash, Math.min(characters, rule.length()), keepValue, keepString, keepNumber);
        };
    }

    Effect with(Kind fixed) {
        return switch (fixed) {
            case VALUE -> new Effect(drop, hash, characters, true, true, true);
            case FORM -> new Effect(drop, hash, characters, keepValue, true, true);
            case STRING -> new Effect(drop, hash, characters, keepValue, true, keepNumber);
            case NUMBER -> new Effect(drop, hash, characters, keepValue, keepString, true);
        };
    }

    /** What both do: the stronger of the two. */
    Effect and(Effect other) {
        return new Effect(
                drop || other.drop,
                hash || other.hash,
                Math.min(characters, other.characters),
                keepValue || other.keepValue,
                keepString || other.keepString,
                keepNumber || other.keepNumber);
    }

    boolean acts() {
        return drop || hash || characters != ALL;
    }

    /** Whether a member goes whose value starts with {@code first}. */
    boolean drops(byte first) {
        return drop && (!keepValue || first == '{' || first == '[');
    }

    boolean hashesStrings() {
        return hash && !keepString;
    }

    boolean hashesNumbers() {
        return hash && !keepNumber;
    }

    /** Whether a number stays; so does one in quotes, which validation takes out of them. */
    boolean keepsNumber() {
        return keepNumber;
    }

    boolean cutsStrings() {
        return characters != ALL && !keepString;
    }
}
