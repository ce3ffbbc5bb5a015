// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.source;

import io.raygate.edge.port.Answer;
import java.util.concurrent.CompletionStage;

/** Who knows the sampling rules. Called on an event loop: returns at once, and what it returns may complete anywhere. */
public interface SamplingSource extends AutoCloseable {

    /** Never completes exceptionally but for a bug. */
    CompletionStage<Answer> answer(SamplingRequest request);

    @Override
    default void close() {}
}
