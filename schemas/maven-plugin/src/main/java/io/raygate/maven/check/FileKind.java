// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

/** What a file holds. */
public enum FileKind {
    /** One segment document. */
    DOCUMENT,
    /** One segment document a line. */
    DOCUMENT_LINES,
    /** A datagram as an X-Ray SDK sends it: a header line, then one document. */
    DATAGRAM,
    /** A tenant file. */
    TENANT,
    /** An environment file. */
    ENVIRONMENT,
    /** Sampling rules in X-Ray's shape. */
    SAMPLING_RULES,
    /** None of these. */
    UNKNOWN
}
