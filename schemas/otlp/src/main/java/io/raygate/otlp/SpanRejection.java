// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

/** Every reason for which a span, or a request of spans, can be refused, so that counts by reason add up. */
public enum SpanRejection {
    /** The request is neither an OTLP trace request in protobuf nor one in JSON. How many spans it holds is unknown. */
    MALFORMED_REQUEST,
    /** The request holds more spans than a request may. */
    TOO_MANY_SPANS,
    /** The documents of the request would be larger than a request's may be. */
    TOO_MUCH_OUTPUT,
    /** The span is not protobuf inside, or its attribute values are nested too deeply. */
    MALFORMED_SPAN,
    /** The trace id is missing, is not 16 bytes, or is all zeros. */
    INVALID_TRACE_ID,
    /** The span id is missing, is not 8 bytes, or is all zeros. */
    INVALID_SPAN_ID,
    /** The id of the parent is there, but is not 8 bytes. */
    INVALID_PARENT_ID,
    /** The span alone is larger than the OTLP endpoint takes. */
    SPAN_TOO_LARGE,
    /** The resource and the scope of the span are larger than the OTLP endpoint takes. */
    RESOURCE_TOO_LARGE,
    /** The span started longer ago than the OTLP endpoint takes. */
    SPAN_TOO_OLD,
    /** The span starts or ends later than the OTLP endpoint takes. */
    SPAN_IN_FUTURE
}
