// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.limit;

/** What the limits say of a document. */
enum Verdict {
    KEPT,
    /** Its trace is not among those that are kept. */
    THINNED,
    /** Its namespace or workload has used up its tokens. */
    RATE_LIMITED,
    /** All senders of this node together have used up theirs. */
    NODE_RATE_LIMITED
}
