// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

/** What becomes of one attribute's value. The items of a list are treated like the list. */
public interface ValueRule {

    /** The value stays, and everything inside it. */
    ValueRule KEEP = new ValueRule() {
        @Override
        public boolean keepsAll() {
            return true;
        }

        @Override
        public boolean drops(boolean container) {
            return false;
        }

        @Override
        public String text(String value) {
            return value;
        }

        @Override
        public String number(String digits) {
            return digits;
        }

        @Override
        public ValueRule member(String key) {
            return this;
        }
    };

    /** Whether nothing changes, here or inside. */
    default boolean keepsAll() {
        return false;
    }

    /** Whether the attribute, or the member of a map, goes; {@code container} says that its value is a list or a map. */
    boolean drops(boolean container);

    /** What a text becomes. */
    String text(String value);

    /** What a number becomes: the same digits, or a text in its place. */
    String number(String digits);

    /** What becomes of a member of a map. */
    ValueRule member(String key);
}
