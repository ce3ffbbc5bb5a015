// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.observe.Ledger.Contents;

/** What becomes of documents once they are in a block: entries in the books of one tenant, or in those of the process alone. */
public interface Accounts {

    /** A segment came, in a datagram or a request, and is now in a block. */
    default void accept() {
        acceptSpans(0);
    }

    /** A document came that holds this many spans, and is now in a block. */
    void acceptSpans(int count);

    /** The spool found what a process before this one has left on disk. */
    void replay(Contents contents);

    /** The stream has accepted these. */
    void publish(Contents contents);

    /** These are given up. */
    void drop(DropReason reason, Contents contents);
}
