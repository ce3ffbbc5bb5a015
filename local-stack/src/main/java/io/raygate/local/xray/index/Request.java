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
 */
public record Request(
        ServiceId from,
        ServiceId to,
        Kind kind,
        @Nullable Entity call,
        @Nullable SegmentDocument caller,
        @Nullable SegmentDocument callee) {

    /** Where a request came from and what answered it. */
    public enum Kind {
        /** Came from outside: the segment names no parent, or none that is known. */
        ENTRY,
        /** A segment whose parent is in the trace. */
        LINKED,
        /** A call to something that sends no segments. */
        INFERRED
    }

    /** As the calling side saw it, where that says so. */
    public Span callerSpan() {
        return call == null ? calleeEntity().span() : call.span();
    }

    /** As the called side saw it, where that says so. */
    public Span calleeSpan() {
        return calleeEntity().span();
    }

    /** As the calling side sent it, where that says so. */
    public Http callerHttp() {
        return call == null ? calleeEntity().http() : call.http();
    }

    /** As the called side served it, where that says so. */
    public Http calleeHttp() {
        return calleeEntity().http();
    }

    private Entity calleeEntity() {
        return callee == null ? Objects.requireNonNull(call, "a request without call and callee") : callee.entity();
    }
}
