// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.source;

import io.raygate.edge.port.Answer;
import io.raygate.edge.sampling.source.SamplingSource.Operation;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Knows the sampling rules. Called on an event loop, so it returns at once; the answer may come on any thread. */
public interface SamplingSource extends AutoCloseable {

    /** Asks for an answer with each subscription. Fails only for a bug. */
    Uni<Answer> answer(SamplingRequest request);

    @Override
    default void close() {}

    /** The two operations of the X-Ray API that SDKs ask for without credentials (API version 2016-04-12). */
    enum Operation {
        GET_SAMPLING_RULES("/GetSamplingRules"),
        GET_SAMPLING_TARGETS("/SamplingTargets");

        private final String path;

        Operation(String path) {
            this.path = path;
        }

        /** The request target, which must match byte for byte: no query, no second slash, no host. */
        public String path() {
            return path;
        }
    }

    /**
     * A request for sampling rules or quotas whose body has arrived as a whole.
     *
     * @param headers those that are passed on, names in lower case
     * @param body as the client sent it; not to be written to
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
    record SamplingRequest(Operation operation, Map<String, String> headers, byte[] body) {

        public SamplingRequest {
            headers = Map.copyOf(headers);
        }
    }
}
