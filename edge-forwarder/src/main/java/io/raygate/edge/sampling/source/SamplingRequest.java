// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.source;

import java.util.Map;

/**
 * A request for sampling rules or quotas whose body has arrived as a whole.
 *
 * @param headers those that are passed on, names in lower case
 * @param body as the client sent it; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record SamplingRequest(Operation operation, Map<String, String> headers, byte[] body) {

    public SamplingRequest {
        headers = Map.copyOf(headers);
    }
}
