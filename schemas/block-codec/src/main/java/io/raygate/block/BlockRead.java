// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/** What {@link BlockReader} makes of a record: {@link SegmentBlock} or {@link UnreadableBlock}. */
public sealed interface BlockRead permits SegmentBlock, UnreadableBlock {}
