// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
/** Kinesis Data Streams in memory: shards, records, limits and faults. */
@NullMarked
package io.raygate.local.kinesis;

import org.jspecify.annotations.NullMarked;
