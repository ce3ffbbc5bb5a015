// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.document.Span;

/**
 * One request from a service to another, put together from what both sides sent.
 *
 * @param caller as the caller saw it, where it sent a subsegment for it
 * @param callee as the called side saw it; the same as the caller's where that sends no segments
 */
public record Request(ServiceId from, ServiceId to, Kind kind, Span caller, Span callee) {

    public enum Kind {
        /** Came from outside: the segment names no parent, or none that is known. */
        ENTRY,
        /** A segment whose parent is in the trace. */
        LINKED,
        /** A call to something that sends no segments. */
        INFERRED
    }
}
