// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * Factories that do not grow with what they read. As it comes, one keeps the names of members for the next document: up to
 * 12,000 of 50,000 characters each, for as long as the process lives, which is more than a function's memory.
 */
public final class JsonFactories {

    /** AWS names no member of an event with more. */
    private static final int MAX_EVENT_NAME_CHARS = 256;

    private JsonFactories() {}

    /** For text whose names a sender or a tenant chooses: none is kept. Costs an array for each name. */
    public static JsonFactoryBuilder forDocuments() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }

    /**
     * For what Lambda calls a function with, whose names are AWS's and few: they are kept, and bounded in length.
     *
     * @param maxTextChars no string is longer
     */
    public static JsonFactory forEvents(int maxTextChars) {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(MAX_EVENT_NAME_CHARS)
                        .maxStringLength(maxTextChars)
                        .build())
                .build();
    }

    /** For writing, where no name is kept in any case. */
    public static JsonFactoryBuilder forWriting() {
        return forDocuments();
    }
}
