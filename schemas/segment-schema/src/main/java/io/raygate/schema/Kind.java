// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What a value must be. */
enum Kind {
    /** Any JSON value. */
    ANY("anything"),
    /** A string of at most the field's length. */
    STRING("a string"),
    /** A JSON number. */
    NUMBER("a number"),
    /** A JSON number, seconds since 1970. */
    TIME("a number"),
    /** true or false. */
    BOOLEAN("true or false"),
    /** true and nothing else. */
    IN_PROGRESS("true"),
    /** 16 hex digits. */
    ID("16 hex digits"),
    /** X-Ray's form of a trace id. */
    TRACE_ID("a trace id, 1-8 hex digits-24 hex digits"),
    /** The name of a segment or subsegment. */
    NAME("a name"),
    /** aws or remote; X-Ray takes other strings too. */
    NAMESPACE("\"aws\" or \"remote\""),
    /** The word subsegment. */
    TYPE("\"subsegment\""),
    /** A string, number or boolean. */
    ANNOTATION("a string, number or boolean"),
    /** An object, or the id of an exception elsewhere. */
    CAUSE("an object or an exception id of 16 characters"),
    /** An object. */
    OBJECT("an object"),
    /** An array. */
    ARRAY("an array");

    private final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    String expected() {
        return expected;
    }
}
