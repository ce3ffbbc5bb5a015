// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * Jackson for what a socket brings. As it comes, a factory keeps the names of members for the next document: up to 12,000
 * of 50,000 characters each, for as long as the process lives. Here none is interned, and a name is short or an error.
 */
public final class UntrustedJson {

    /** Characters of the longest name that is read: the operations served know none of more than 27. */
    public static final int MAX_NAME_CHARS = 256;

    private UntrustedJson() {}

    /**
     * A builder of factories.
     *
     * @param maxTextChars no string is longer
     */
    public static JsonFactoryBuilder factory(int maxTextChars) {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(maxTextChars)
                        .build());
    }
}
