// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import io.raygate.trace.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What X-Ray says where it does not do what it was asked for. */
record Refusal(int status, JsonNode json) {

    private static final Pattern FILTER_ERROR =
            Pattern.compile("Error Location: line (\\d+), position (\\d+) ?: (.*)", Pattern.DOTALL);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    Failure toFailure(String place) {
        String message =
                Text.oneLine(json.path("message").asString(json.path("Message").asString("no message")));
        Matcher filter = FILTER_ERROR.matcher(message);
        if (filter.matches()) {
            return Failure.misused("the filter has an error at line " + filter.group(1) + ", position "
                    + filter.group(2) + ": " + filter.group(3)
                    + "; write, for example, 'fault AND responsetime > 1'");
        }
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN ->
                Failure.of(place + " has refused these credentials (" + message
                        + "): check AWS_PROFILE, AWS_REGION and the policy AWSXRayReadOnlyAccess");
            case TOO_MANY -> Failure.of(place + " throttles (" + message + "): try again in a few seconds");
            default -> Failure.of(place + " has refused the call: status=" + status + ", message=" + message);
        };
    }
}
