// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import java.time.Duration;

/** The destination of batches: one call, one answer, no retry. Thread-safe. */
interface TraceSink {

    /**
     * Offers the documents of a batch.
     *
     * @param timeout for the whole call
     */
    PutAnswer put(Batch batch, Destination destination, Duration timeout);
}
