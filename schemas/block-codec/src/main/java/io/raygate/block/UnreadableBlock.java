// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * A record that is not a block this reader can read. Nothing of its content is trusted.
 *
 * @param message one sentence with the offending values; never content
 */
public record UnreadableBlock(Reason reason, String message) implements BlockRead {

    /** Every reason for which a whole record can be refused. */
    public enum Reason {
        /** Not one Zstandard frame with content size and checksum, or bytes behind it. */
        NOT_A_BLOCK,
        /** The declared content size is over {@link BlockLimits#maxContentBytes()}; nothing was allocated. */
        TOO_LARGE,
        /** The frame needs a dictionary which this reader does not have. */
        UNKNOWN_DICTIONARY,
        /** The frame does not decompress, or its checksum is wrong. */
        CORRUPT,
        /** Written by a newer or a too old forwarder: its version, or the kind of a document, is not known. */
        UNSUPPORTED_VERSION,
        /** The frame is sound, its content is not a {@code SegmentBlock}. */
        MALFORMED,
        /** More documents, workloads or labels than {@link BlockLimits} allows. */
        TOO_MANY_ENTRIES;

        /** Whether a reader of another version may read the record. */
        public boolean isOfVersion() {
            return this == UNKNOWN_DICTIONARY || this == UNSUPPORTED_VERSION;
        }
    }
}
