// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.util.List;
import java.util.Set;

/** What became of the blocks of one call. */
sealed interface PutResult {

    /** Errors which ask for fewer records: Kinesis API reference, PutRecords, errors, read 2026-11-22. */
    Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "LimitExceededException",
            "KMSThrottlingException",
            "ThrottlingException");

    /**
     * Errors which blame what was sent: the first two are Kinesis' own (PutRecords, errors, read 2026-11-22), 413 is what
     * proxies say of a body that is too large for them.
     */
    Set<String> REFUSED =
            Set.of("ValidationException", "InvalidArgumentException", "SerializationException", "Http413");

    /** The blocks that must be sent again. */
    List<SealedBlock> failed();

    /** Of the first record that failed, or of the call; empty where nothing failed. */
    String errorCode();

    /** Size of the blocks that are durable now. */
    long acceptedBytes();

    /** Size of the blocks for which the stream had no room. */
    default long throttledBytes() {
        return isThrottled() ? bytesIn(failed()) : 0;
    }

    /** Whether the stream took part in the call, be it to throttle it. */
    default boolean isOfTheStream() {
        return isThrottled();
    }

    /** Size of the frames of blocks. */
    static long bytesIn(List<SealedBlock> blocks) {
        return blocks.stream().mapToLong(block -> block.frame().length).sum();
    }

    /** True where records failed because the stream had no room for them. */
    default boolean isThrottled() {
        return THROTTLED.contains(errorCode());
    }

    /** True where the call, or a record of it, was refused for what is in it: as it is, it will never be taken. */
    default boolean isRefused() {
        return REFUSED.contains(errorCode());
    }

    /**
     * The stream answered for each record.
     *
     * @param accepted blocks that are durable now
     * @param failed the others, in their order
     * @param errorCode of the first record that failed, empty where none did
     */
    record Answered(List<SealedBlock> accepted, List<SealedBlock> failed, String errorCode) implements PutResult {

        public Answered {
            accepted = List.copyOf(accepted);
            failed = List.copyOf(failed);
        }

        @Override
        public long acceptedBytes() {
            return bytesIn(accepted);
        }

        @Override
        public boolean isOfTheStream() {
            return true;
        }
    }

    /**
     * No answer, or one for the whole call. The stream may still have taken the blocks, so sending them again can
     * put them twice; producer id and sequence tell the gateway.
     *
     * @param errorCode of the service or the kind of failure, for logs and metrics
     */
    record NoAnswer(List<SealedBlock> failed, String errorCode, String message) implements PutResult {

        public NoAnswer {
            failed = List.copyOf(failed);
        }

        /** A call that has thrown: nobody has affirmed anything. */
        static NoAnswer of(List<SealedBlock> blocks, RuntimeException e) {
            return new NoAnswer(blocks, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }

        @Override
        public long acceptedBytes() {
            return 0;
        }
    }
}
