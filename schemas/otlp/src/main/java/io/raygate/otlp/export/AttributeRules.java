// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

/** What becomes of the attributes of spans and of the texts beside them. */
public interface AttributeRules {

    /** Nothing changes. */
    AttributeRules NONE = new AttributeRules() {
        @Override
        public ValueRule rule(Place place, String key) {
            return ValueRule.KEEP;
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    };

    /** Where an attribute stands. */
    enum Place {
        RESOURCE,
        SCOPE,
        SPAN,
        LINK,
        EVENT,
        /** An event named {@code exception}. */
        EXCEPTION,
        /** The message of a span's status, which has no key. */
        STATUS_MESSAGE,
        /** The trace state of a span, which has no key. */
        TRACE_STATE
    }

    /** What becomes of the attribute; {@link ValueRule#KEEP} where nothing does. */
    ValueRule rule(Place place, String key);

    /** Whether nothing ever changes, so that spans need not be opened. */
    default boolean isEmpty() {
        return false;
    }
}
