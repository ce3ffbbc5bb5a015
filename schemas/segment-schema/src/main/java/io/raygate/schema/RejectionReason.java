// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Every reason for which a document can be refused, so that counts by reason add up. */
public enum RejectionReason {
    /** Not one well-formed JSON value. */
    NOT_JSON,
    /** Well-formed, but not an object. */
    NOT_AN_OBJECT,
    /** A required field is missing. */
    MISSING_FIELD,
    /** A field has a type or form which X-Ray refuses. */
    INVALID_FIELD
}
