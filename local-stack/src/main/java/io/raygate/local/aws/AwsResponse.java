// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.util.Map;

/**
 * One HTTP response to an AWS SDK.
 *
 * @param status  HTTP status code
 * @param headers as they go on the wire; {@code content-length} and the request id are added by the server
 * @param body    not copied: the caller gives it away
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
public record AwsResponse(int status, Map<String, String> headers, byte[] body) {

    public AwsResponse {
        headers = Map.copyOf(headers);
    }
}
