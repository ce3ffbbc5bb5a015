// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.source;

import io.raygate.edge.port.Answer;
import io.smallrye.mutiny.Uni;

/** Knows the sampling rules. Called on an event loop, so it returns at once; the answer may come on any thread. */
public interface SamplingSource extends AutoCloseable {

    /** Asks for an answer with each subscription. Fails only for a bug. */
    Uni<Answer> answer(SamplingRequest request);

    @Override
    default void close() {}
}
