// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.document.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request from a service to another, put together from what both sides sent. It has a call, a callee or both.
 *
 * @param call   the subsegment of the caller; null where it sent none
 * @param caller the segment that the call belongs to; null where the request came from outside
 * @param callee the segment of the called side; null where that sends none
 * @param callerSpan as the calling side saw it, where that says so
 * @param calleeSpan as the called side saw it, where that says so
 */
public record Request(
        ServiceId from,
        ServiceId to,
        Kind kind,
        @Nullable Entity call,
        @Nullable SegmentDocument caller,
        @Nullable SegmentDocument callee,
        Span callerSpan,
        Span calleeSpan) {

    /** Where a request came from and what answered it. */
    public enum Kind {
        /** Came from outside: the segment names no parent, or none that is known. */
        ENTRY,
        /** A segment whose parent is in the trace. */
        LINKED,
        /** A call to something that sends no segments. */
        INFERRED
    }

    /** What a segment served, for a client or, where its call is known or not, for another segment. */
    static Request served(
            ServiceId from,
            Kind kind,
            @Nullable Entity call,
            @Nullable SegmentDocument caller,
            SegmentDocument callee) {
        Span span = callee.span();
        return new Request(from, callee.service(), kind, call, caller, callee, call == null ? span : call.span(), span);
    }

    /** A call that nothing in the trace answers. */
    static Request inferred(SegmentDocument caller, Entity call, ServiceId target) {
        return new Request(caller.service(), target, Kind.INFERRED, call, caller, null, call.span(), call.span());
    }

    /** As the calling side sent it, where that says so. */
    public Http callerHttp() {
        return call == null ? calleeHttp() : call.http();
    }

    /** As the called side served it, where that says so. */
    public Http calleeHttp() {
        return callee == null
                ? Objects.requireNonNull(call, "a request without call and callee")
                        .http()
                : callee.entity().http();
    }

    /** The caller's own segment as a request that it served; of a request from outside itself. */
    public Request ofCaller() {
        return caller == null ? this : served(from, Kind.LINKED, null, null, caller);
    }
}
