// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.wire.RestJson;

/**
 * When something ran and how it went.
 *
 * @param start seconds since the epoch; not a number where it was not sent
 * @param end   seconds since the epoch; not a number while it runs
 */
public record Span(double start, double end, Outcome outcome) {

    public static Span of(JsonNode entity) {
        return new Span(time(entity.path("start_time")), time(entity.path("end_time")), Outcome.of(entity));
    }

    public boolean isComplete() {
        return start <= end;
    }

    /** Seconds; zero while it runs. */
    public double duration() {
        return isComplete() ? RestJson.seconds(end - start) : 0;
    }

    /** The end, or the start while it runs: the instant by which a time range chooses. */
    public double eventTime() {
        return Double.isNaN(end) ? start : end;
    }

    private static double time(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }
}
