// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;

/** The three readings of a time range: API reference, "GetTraceSummaries", read 2026-11-22. */
enum TimeRangeType {
    /** When the trace began. */
    TRACE_ID,

    /** When its last document came. */
    EVENT,

    /** When one of its segments ended. */
    SERVICE;

    private static final double SERVICE_DELAY_SECONDS = 60;

    static TimeRangeType of(String text) {
        return switch (text) {
            case "TraceId" -> TRACE_ID;
            case "Event" -> EVENT;
            case "Service" -> SERVICE;
            default -> throw XRayException.invalidRequest("TimeRangeType must be TraceId, Event or Service");
        };
    }

    boolean matches(Trace trace, TimeRange range) {
        return switch (this) {
            case TRACE_ID -> range.contains(trace.start());
            case EVENT -> range.contains(trace.updatedAt());
            case SERVICE -> !Double.isNaN(matchedEventTime(trace, range));
        };
    }

    /** Seconds since the epoch; not a number where none matches, and always so for {@link #TRACE_ID}. */
    double matchedEventTime(Trace trace, TimeRange range) {
        return switch (this) {
            case TRACE_ID -> Double.NaN;
            case EVENT -> trace.updatedAt();
            case SERVICE -> {
                double latest = Double.NaN;
                for (SegmentDocument document : trace.documents()) {
                    double end = document.span().end();
                    if (document.isSegment() && range.contains(end) && !(end <= latest)) {
                        latest = end;
                    }
                }
                yield latest;
            }
        };
    }

    double approximateTime(double reached) {
        return this == SERVICE ? reached - SERVICE_DELAY_SECONDS : reached;
    }
}
