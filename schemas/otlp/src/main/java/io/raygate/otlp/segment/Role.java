// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.read.Span;

/** What a span becomes. */
enum Role {
    /** The work of a service. */
    SEGMENT,
    /** A part of that work. */
    SUBSEGMENT,
    /** A call that nobody in the service asked for: a segment for the service, and a subsegment of it for the call. */
    SEGMENT_AND_CALL;

    private static final String LOCAL_ROOT = "LOCAL_ROOT";

    static Role of(Span span) {
        boolean local = LOCAL_ROOT.equals(span.attributes().text("aws.span.kind"));
        boolean entry = local || span.isParentRemote() || !hasParent(span);
        return switch (span.kind()) {
            case SERVER -> SEGMENT;
            case CONSUMER -> local && span.attributes().has("aws.remote.service") ? SEGMENT_AND_CALL : SEGMENT;
            case CLIENT, PRODUCER -> entry ? SEGMENT_AND_CALL : SUBSEGMENT;
            case INTERNAL, UNSPECIFIED -> entry ? SEGMENT : SUBSEGMENT;
        };
    }

    /** A span that names itself as its parent has none. */
    static boolean hasParent(Span span) {
        return Ids.isSpanId(span.parentId()) && !span.parentId().equals(span.id());
    }
}
