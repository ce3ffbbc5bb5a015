// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

/** Why a block was sealed. */
enum SealCause {
    /** The next document might have carried it beyond the record size aimed at, or beyond the largest content. */
    SIZE,
    /** It held the most documents that are allowed. */
    COUNT,
    /** Its first document had waited for the linger time. */
    AGE,
    /** It holds one large document, or makes room for one. */
    LARGE,
    /** The socket was closed. */
    CLOSE
}
