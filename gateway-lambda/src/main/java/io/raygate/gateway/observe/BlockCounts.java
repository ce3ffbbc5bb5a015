// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

/**
 * What the sequences of an event's blocks say.
 *
 * @param duplicates blocks which this process has seen before, those that come again after a failure included
 * @param missing    gaps that nothing has filled; always 0 where they are not counted
 */
public record BlockCounts(int duplicates, long missing) {

    /** Nothing to say. */
    public static final BlockCounts NONE = new BlockCounts(0, 0);
}
