// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The parameters of a request to the page's API. Throws {@link XRayException} where one cannot be read. */
record Asked(RoutingContext context, Instant now) {

    private static final double MILLIS_PER_SECOND = 1000;

    /** X-Ray's console shows six hours at most. */
    private static final double DEFAULT_RANGE_SECONDS = 6 * 3_600;

    static Asked of(RoutingContext context) {
        return new Asked(context, Instant.now());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(text -> !text.isBlank());
    }

    String filter() {
        return text("filter").orElse("");
    }

    /** {@code from} and {@code to}, each ISO 8601 or seconds since the epoch; the last six hours where they are absent. */
    TimeRange range() {
        double end = time("to").orElse(now.toEpochMilli() / MILLIS_PER_SECOND + 1);
        double start = time("from").orElse(end - DEFAULT_RANGE_SECONDS);
        if (start > end) {
            throw XRayException.invalidRequest("from is after to");
        }
        return new TimeRange(start, end);
    }

    private Optional<Double> time(String name) {
        return text(name).map(text -> parse(name, text));
    }

    private static double parse(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notSeconds) {
            try {
                return Instant.parse(text).toEpochMilli() / MILLIS_PER_SECOND;
            } catch (DateTimeException notIso) {
                throw XRayException.invalidRequest(
                        name + " is neither seconds since the epoch nor an ISO 8601 instant: " + text);
            }
        }
    }
}
