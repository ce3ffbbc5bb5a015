// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.util.List;

/** Where blocks go: one call, one answer, no retry. Thread-safe. */
interface RecordSink {

    /**
     * Offers blocks to the stream, one record each.
     *
     * @param blocks at least one, within the limits of one PutRecords call
     */
    PutResult put(List<SealedBlock> blocks);
}
