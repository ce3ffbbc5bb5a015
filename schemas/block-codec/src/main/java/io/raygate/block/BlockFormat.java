// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * Version 1 of the block format, in numbers.
 *
 * <p>One Kinesis record is one block, and one block is one Zstandard frame (RFC 8878 section 3.1.1)
 * whose content is the protobuf message {@code SegmentBlock} of {@code segment_block.proto}:
 *
 * <pre>
 *  +------------+--------------+-----------------+- - - - - -+-----------+
 *  | magic      | frame header | content size    | blocks    | checksum  |
 *  | 28 B5 2F FD| 1 to 6 B     | 1, 2, 4 or 8 B  |           | 4 B       |
 *  +------------+--------------+-----------------+- - - - - -+-----------+
 *                                                 |
 *          decompressed: protobuf, in any order   v
 *  +----------------+-------------+----------------+---------------------+
 *  | format_version | Origin      | Workload ...   | Document ...        |
 *  | field 1 varint | field 2     | field 3        | field 4             |
 *  +----------------+-------------+----------------+---------------------+
 * </pre>
 *
 * Content size and checksum are not optional: the first lets a reader refuse a bomb before it
 * allocates, the second turns a flipped bit into a refusal. The header also has the id of the {@link Dictionary} that
 * the frame was compressed against, or none.
 */
public final class BlockFormat {

    /** The version which {@link BlockWriter} writes and the newest that {@link BlockReader} reads. */
    public static final int VERSION = 1;

    private static final int FIRST_VERSION = 1;

    static final int FORMAT_VERSION = 1;
    static final int ORIGIN = 2;
    static final int WORKLOADS = 3;
    static final int DOCUMENTS = 4;

    static final int ORIGIN_CLUSTER = 1;
    static final int ORIGIN_REGION = 2;
    static final int ORIGIN_ACCOUNT = 3;
    static final int ORIGIN_NODE = 4;
    static final int ORIGIN_ZONE = 5;
    static final int ORIGIN_INSTANCE_ID = 6;
    static final int ORIGIN_FORWARDER_VERSION = 7;
    static final int ORIGIN_PRODUCER_ID = 8;
    static final int ORIGIN_SEQUENCE = 9;
    static final int ORIGIN_TENANT = 10;
    static final int ORIGIN_KEY_VERSION = 11;
    static final int ORIGIN_SIGNATURE = 12;

    static final int WORKLOAD_ADDRESS = 1;
    static final int WORKLOAD_NAMESPACE = 2;
    static final int WORKLOAD_POD = 3;
    static final int WORKLOAD_POD_UID = 4;
    static final int WORKLOAD_NAME = 5;
    static final int WORKLOAD_CONTAINER = 6;
    static final int WORKLOAD_CONTAINER_ID = 7;
    static final int WORKLOAD_IMAGE = 8;
    static final int WORKLOAD_LABELS = 9;

    static final int LABEL_KEY = 1;
    static final int LABEL_VALUE = 2;

    static final int DOCUMENT_WORKLOAD = 1;
    static final int DOCUMENT_KIND = 2;
    static final int DOCUMENT_RECEIVED = 3;
    static final int DOCUMENT_BODY = 4;

    private BlockFormat() {}

    /** True for the newest version and the one before it: forwarders and gateways are never updated at once. */
    static boolean isReadable(long version) {
        return isReadable(version, VERSION);
    }

    static boolean isReadable(long version, int newestVersion) {
        return version >= oldestReadable(newestVersion) && version <= newestVersion;
    }

    static int oldestReadable(int newestVersion) {
        return Math.max(FIRST_VERSION, newestVersion - 1);
    }
}
