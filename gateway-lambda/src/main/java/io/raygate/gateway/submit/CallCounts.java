// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of X-Ray, whatever became of them.
 *
 * @param retries      calls made since an earlier one with the same documents failed
 * @param throttled    calls that X-Ray throttled
 * @param failures     calls that failed otherwise, by code
 * @param millis       how long the first {@value #MAX_TIMES} took
 */
public record CallCounts(int retries, int throttled, Map<String, Integer> failures, List<Long> millis) {

    /** A metric of the embedded metric format has at most 100 values; CloudWatch user guide, read 2026-11-22. */
    public static final int MAX_TIMES = 100;

    static final CallCounts NONE = new CallCounts(0, 0, Map.of(), List.of());

    public CallCounts {
        failures = Map.copyOf(failures);
        millis = List.copyOf(millis.subList(0, Math.min(millis.size(), MAX_TIMES)));
    }

    static CallCounts retry() {
        return new CallCounts(1, 0, Map.of(), List.of());
    }

    static CallCounts answered(PutAnswer answer, long millis) {
        return switch (answer) {
            case PutAnswer.Taken _ -> new CallCounts(0, 0, Map.of(), List.of(millis));
            case PutAnswer.Throttled _ -> new CallCounts(0, 1, Map.of(), List.of(millis));
            case PutAnswer.Refused refused -> failed(refused.code(), millis);
            case PutAnswer.Failed failed -> failed(failed.code(), millis);
            case PutAnswer.Partial partial -> failed(partial.code(), millis);
            case PutAnswer.Denied denied -> failed(denied.denial().code(), millis);
            case PutAnswer.Unavailable unavailable -> failed(unavailable.code(), millis);
        };
    }

    CallCounts plus(CallCounts other) {
        Map<String, Integer> allFailures = new HashMap<>(failures);
        other.failures.forEach((code, count) -> allFailures.merge(code, count, Integer::sum));
        List<Long> allMillis = new ArrayList<>(millis);
        allMillis.addAll(other.millis);
        return new CallCounts(retries + other.retries, throttled + other.throttled, allFailures, allMillis);
    }

    private static CallCounts failed(String code, long millis) {
        return new CallCounts(0, 0, Map.of(code, 1), List.of(millis));
    }
}
