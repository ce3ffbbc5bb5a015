// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What becomes of the value that was just read. */
enum Outcome {
    /** It stays, perhaps changed. */
    KEEP,
    /** It stays, but counts as absent. */
    KEEP_UNSEEN,
    /** It is removed from its object or array. */
    DROP,
    /** The document is rejected, and the walk ends. */
    FAIL
}
