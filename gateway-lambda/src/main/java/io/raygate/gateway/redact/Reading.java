// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

/** How names and text are read while rules are applied. */
enum Reading {
    /** Names as they stand: as the application wrote them, or as they leave. */
    AS_IT_STANDS,
    /** Annotations by the names that validation would give them. */
    AS_REPAIRED,
    /**
     * The same, for a document that nobody will validate further: a string where rules look for members, and which may hold
     * JSON, is withheld.
     */
    TO_BE_KEPT
}
