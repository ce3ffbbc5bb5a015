// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

/**
 * Limits set by AWS. Sources, read 2026-11-22: "Quotas and limits" of the Kinesis Data Streams developer guide
 * (docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html) and the API reference page of the operation named.
 */
final class KinesisLimits {

    static final int MIB = 1024 * 1024;

    /** Bytes a second written to one shard, partition keys included. Quotas page. */
    static final int SHARD_WRITE_BYTES_PER_SECOND = MIB;

    /** Records a second written to one shard. Quotas page. */
    static final int SHARD_WRITE_RECORDS_PER_SECOND = 1_000;

    /** Bytes a second read from one shard. Quotas page. */
    static final int SHARD_READ_BYTES_PER_SECOND = 2 * MIB;

    /** GetRecords calls a second on one shard. Quotas page. */
    static final int SHARD_READS_PER_SECOND = 5;

    /** Records in one PutRecords request. PutRecords. */
    static final int PUT_RECORDS_ENTRIES = 500;

    /** Bytes in one PutRecords request, partition keys included. PutRecords. */
    static final int PUT_RECORDS_BYTES = 10 * MIB;

    /** KiB in one record, partition key included, unless the stream says otherwise. UpdateMaxRecordSize. */
    static final int DEFAULT_RECORD_KIB = 1_024;

    /** The largest value that UpdateMaxRecordSize takes, KiB. */
    static final int MAX_RECORD_KIB = 10_240;

    /** Code points in a partition key. PutRecord. */
    static final int PARTITION_KEY_LENGTH = 256;

    /** Records in one GetRecords answer. GetRecords. */
    static final int GET_RECORDS_ENTRIES = 10_000;

    /** Bytes in one GetRecords answer. GetRecords. */
    static final int GET_RECORDS_BYTES = 10 * MIB;

    /** Milliseconds for which a shard iterator can be used. GetShardIterator. */
    static final int ITERATOR_LIFETIME_MILLIS = 300_000;

    /** Hours that DescribeStream reports; here bytes bound the retention, not time. Quotas page, default. */
    static final int RETENTION_HOURS = 24;

    /** Shards of a new stream in on-demand mode. "Choose the data stream capacity mode". */
    static final int ON_DEMAND_SHARDS = 4;

    private KinesisLimits() {}
}
