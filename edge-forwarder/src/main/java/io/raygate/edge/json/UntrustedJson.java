// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Jackson for what a socket brings. As it comes, a factory keeps the names of members for the next document: up to 12,000
 * of 50,000 characters each, for as long as the process lives. Here each document has a factory of its own, about a
 * microsecond, with which its names go; and a name is short or an error. Nor are numbers of more than 1,000 digits read,
 * or more than 1,000 levels, so that what a document costs grows with its size and no faster. Thread-safe.
 */
public final class UntrustedJson {

    /** Characters of the longest name that is read: the operations served know none of more than 31. */
    public static final int MAX_NAME_CHARS = 256;

    private final JsonFactoryBuilder factories;

    /**
     * A way to read documents.
     *
     * @param maxTextChars no string is longer
     */
    public UntrustedJson(int maxTextChars) {
        factories = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(maxTextChars)
                        .build());
    }

    /** A parser of one document, to be closed. */
    public JsonParser parser(byte[] document) throws IOException {
        return factories.build().createParser(document);
    }

    /** A parser of the document in a part of an array, to be closed; its locations count from the beginning of the part. */
    public JsonParser parser(byte[] bytes, int from, int to) throws IOException {
        return factories.build().createParser(bytes, from, to - from);
    }
}
