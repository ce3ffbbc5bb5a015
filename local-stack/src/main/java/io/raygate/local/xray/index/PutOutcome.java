// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

/** What an accepted document did to the store. */
public enum PutOutcome {
    /** Its id was new in its trace. */
    ADDED,
    /** It took the place of an earlier document with its id, for example of the one in progress. */
    REPLACED,
    /** The same bytes were there already. */
    DUPLICATE,
    /** The completed document with its id is there already: it came late and changes nothing. */
    OUTDATED
}
