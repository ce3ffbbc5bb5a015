// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request of an AWS SDK, body read whole.
 *
 * @param method upper case, for example {@code POST}
 * @param path   without the query, for example {@code /TraceSegments}
 * @param headers names in lower case; the last value where a name comes twice
 * @param body   not copied: the caller gives it away
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
public record AwsRequest(String method, String path, Map<String, String> headers, byte[] body) {

    public AwsRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of a header, its name given in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
