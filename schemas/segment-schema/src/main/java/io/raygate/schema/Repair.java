// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Every change that may be made to a document so that X-Ray shows it. None changes what a valid field says. */
public enum Repair {
    /** A W3C trace id of 32 hex digits was written in X-Ray's form. */
    REWROTE_TRACE_ID,
    /** A number that stood in quotes lost them. */
    UNQUOTED_NUMBER,
    /** A boolean that stood in quotes, in any case, lost them. */
    UNQUOTED_BOOLEAN,
    /** A 0 or 1 that stood where a boolean belongs became false or true. */
    CONVERTED_BOOLEAN,
    /** A number or boolean that stood where a string belongs was put in quotes. */
    QUOTED_SCALAR,
    /** An empty array that stood where an object belongs became an empty object, or the other way round. */
    REPLACED_EMPTY,
    /** A documented field whose value was null was removed. */
    REMOVED_NULL,
    /** A {@code parent_id}, precursor or exception id that is not 16 hex digits was removed. */
    REMOVED_ID,
    /** Another documented field, or item of an array, whose value cannot be read as what it must be, was removed. */
    REMOVED_FIELD,
    /** An {@code in_progress} that contradicted {@code end_time} was removed. */
    REMOVED_IN_PROGRESS,
    /** Times in milliseconds became seconds, since only so they agree with the trace id or the segment. */
    DIVIDED_MILLISECONDS,
    /** A name got {@code _} for each character that X-Ray refuses, or was empty and is now {@code unknown}. */
    REWROTE_NAME,
    /** An annotation key got {@code _} for each character that X-Ray refuses, or was cut. */
    RENAMED_ANNOTATION,
    /** An annotation that was null, an object or an array was removed. */
    REMOVED_ANNOTATION,
    /** A string was cut and ends with an ellipsis. */
    SHORTENED_STRING,
    /** A number that no double can hold (NaN, infinities, overflow) became a string, or was removed. */
    REPLACED_NUMBER,
    /** Of several members with the same key, the first was kept. */
    REMOVED_DUPLICATE,
    /** Bytes that are not UTF-8 became U+FFFD. */
    REPLACED_MALFORMED_TEXT,
    /** A byte order mark was removed. */
    REMOVED_BYTE_ORDER_MARK,
    /** An exception without id got one, derived from its place in the document. */
    ADDED_EXCEPTION_ID,
    /** An array of documents became one document each. */
    SPLIT_ARRAY,
    /** White space was taken out of a document that was too large. */
    REMOVED_WHITE_SPACE,
    /** Subsegments of a document that was too large became independent ones. */
    SPLIT_OVERSIZE,
    /** Stack frames, metadata or SQL were taken out of a document that was too large; marks say where. */
    TRIMMED_OVERSIZE
}
