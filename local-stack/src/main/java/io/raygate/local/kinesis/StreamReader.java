// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.List;
import java.util.Optional;

/** What the event source mapping needs of a stream: reads that are not held to the limits of GetRecords. Thread-safe. */
public interface StreamReader {

    /** {@code arn:aws:kinesis:<region>:<account>:stream/<name>}. */
    String streamArn(String streamName);

    /** The shards of the stream, in order; empty while the stream does not exist. */
    List<String> shardIds(String streamName);

    /**
     * The oldest records of a shard behind a sequence number, in order.
     *
     * @param after      exclusive; from the oldest record kept (TRIM_HORIZON) where empty
     * @param maxRecords at least 1
     * @param maxBytes   of data; the first record is given even where it alone is larger
     */
    List<StoredRecord> read(String streamName, String shardId, Optional<String> after, int maxRecords, long maxBytes);
}
