// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP response to an AWS SDK.
 *
 * @param status  HTTP status code
 * @param headers as they go on the wire; {@code content-length} and the request id are added by the server
 * @param body    not copied: the caller gives it away
 * @param delivery how it is written
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
public record AwsResponse(int status, Map<String, String> headers, byte[] body, Delivery delivery) {

    public AwsResponse {
        headers = Map.copyOf(headers);
    }

    /** A response that is written at once. */
    public AwsResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, new Delivery.AtOnce());
    }

    /** No response at all: the client sees its connection reset. */
    public static AwsResponse connectionReset() {
        return new AwsResponse(500, Map.of(), new byte[0], new Delivery.Reset());
    }

    /** The same response, written after a pause. */
    public AwsResponse delayed(Duration pause) {
        return new AwsResponse(status, headers, body, new Delivery.Delayed(pause));
    }
}
