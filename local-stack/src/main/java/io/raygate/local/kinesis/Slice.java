// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.List;

/**
 * Records of one shard, in order.
 *
 * @param next               position behind the last of them
 * @param millisBehindLatest 0 where nothing lies behind the last of them
 */
record Slice(List<StoredRecord> records, long next, long millisBehindLatest) {

    Slice {
        records = List.copyOf(records);
    }
}
