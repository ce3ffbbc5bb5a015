// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RequestBody;
import java.util.function.Predicate;

/** Which share of the traces an answer shows; the same traces on each call. PartialScan is taken and scans everything. */
final class TraceSampling {

    private static final long BUCKETS = 1 << 20;

    private TraceSampling() {}

    static Predicate<Trace> of(RequestBody request, TimeRangeType type) {
        RequestBody strategy = new RequestBody(request.member("SamplingStrategy"));
        boolean isSampled = request.flag("Sampling").orElse(false)
                && strategy.text("Name").orElse("").equals("FixedRate");
        if (!isSampled) {
            return trace -> true;
        }
        RequestBody.check(
                type == TimeRangeType.EVENT,
                "Cannot use FixedRate with input time range type: "
                        + request.text("TimeRangeType").orElse("TraceId"));
        double rate = strategy.member("Value").asDouble(Double.NaN);
        RequestBody.check(
                rate >= 0 && rate <= 1, "sampling rate must be specified and its value must be between [0, 1]");
        return trace -> bucket(trace.id()) < rate * BUCKETS;
    }

    private static long bucket(String traceId) {
        return Math.floorMod((traceId.hashCode() * 0x9E3779B97F4A7C15L) >>> 20, BUCKETS);
    }
}
