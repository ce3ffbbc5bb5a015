// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.wire.RestJson;

/**
 * When something ran and how it went.
 *
 * @param start seconds since the epoch
 * @param end   seconds since the epoch; not a number while it runs; X-Ray takes one before the start
 */
public record Span(double start, double end, Outcome outcome) {

    static Span of(JsonNode entity, int httpStatus) {
        return new Span(time(entity.path("start_time")), time(entity.path("end_time")), Outcome.of(entity, httpStatus));
    }

    public boolean isComplete() {
        return !Double.isNaN(start) && !Double.isNaN(end);
    }

    /** Seconds; zero while it runs. */
    public double duration() {
        return isComplete() ? RestJson.seconds(end - start) : 0;
    }

    /** The end, or the start while it runs. */
    public double eventTime() {
        return Double.isNaN(end) ? start : end;
    }

    private static double time(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }
}
