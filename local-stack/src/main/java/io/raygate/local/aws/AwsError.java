// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Errors of the front itself, in the shape that every JSON protocol of AWS shares: {@code __type} and {@code message}. */
final class AwsError {

    private static final Map<String, String> HEADERS = Map.of("content-type", "application/x-amz-json-1.1");

    private AwsError() {}

    static AwsResponse unknownOperation(AwsRequest request) {
        String target = request.header("x-amz-target").orElse("none");
        return error(
                404,
                "UnknownOperationException",
                "No service of the local stack handles this request: method=" + request.method() + ", path="
                        + request.path() + ", x-amz-target=" + target);
    }

    static AwsResponse bodyTooLarge(long maxBodyBytes) {
        return error(
                413,
                "RequestEntityTooLargeException",
                "The body is larger than raygate.local.aws.max-body-size: maxBodyBytes=" + maxBodyBytes);
    }

    static AwsResponse forbidden(String why) {
        return error(403, "AccessDeniedException", why);
    }

    static AwsResponse overloaded() {
        return error(
                503,
                "ServiceUnavailableException",
                "The local stack is stopping, or has raygate.local.aws.max-concurrent-requests or .max-pending-size under way.");
    }

    static AwsResponse internalFailure() {
        return error(500, "InternalFailure", "The local stack failed; its log says why.");
    }

    private static AwsResponse error(int status, String type, String message) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", type)
                .put("message", message)
                .toString();
        return new AwsResponse(status, HEADERS, body.getBytes(StandardCharsets.UTF_8));
    }
}
