// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import io.raygate.local.aws.AwsResponse;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A request that may be hit by a fault: what it would come to, and how its service words the answers of a fault. */
public interface Disturbable {

    /** Does what was asked for. */
    AwsResponse carryOut();

    /** Refuses as the service does where the caller asks too often. */
    AwsResponse throttled();

    /** Refuses with status 500. */
    AwsResponse internalFailure();

    /** Answers with something that is not the service's own: as JSON, or as the fault says. */
    default AwsResponse answered(Fault.Answer answer) {
        String contentType = answer.contentType().isEmpty() ? "application/json" : answer.contentType();
        return new AwsResponse(
                answer.status(),
                Map.of("content-type", contentType),
                answer.body().getBytes(UTF_8));
    }

    /** Carries the request out as the fault says, plainly where there is none. */
    static AwsResponse answer(Disturbable request, Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return request.carryOut();
        }
        return switch (fault.get().kind()) {
            case THROTTLE -> request.throttled();
            case HTTP_500 -> request.internalFailure();
            case ANSWER -> request.answered(fault.get().effect().answer());
            case SLOW -> request.carryOut().delayed(fault.get().effect().delay());
            case RESET -> AwsResponse.connectionReset();
            case RESET_AFTER -> {
                request.carryOut();
                yield AwsResponse.connectionReset();
            }
            case THROTTLE_ENTRIES, INTERNAL_FAILURE_ENTRIES, UNPROCESSED, UNPROCESSED_WITHOUT_ID ->
                throw new IllegalStateException("A fault of entries hit a request: " + fault.get());
        };
    }
}
