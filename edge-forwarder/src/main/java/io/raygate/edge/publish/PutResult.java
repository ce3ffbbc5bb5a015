// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.util.List;

/** What became of the blocks of one call. */
sealed interface PutResult {

    /** The blocks that must be sent again. */
    List<SealedBlock> failed();

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
    }
}
