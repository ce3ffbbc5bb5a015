// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp;

/** Every reason for which a span, or a request of spans, can be refused, so that counts by reason add up. */
public enum SpanRejection {
    /** The request is neither an OTLP trace request in protobuf nor one in JSON. How many spans it holds is unknown. */
    MALFORMED_REQUEST("send an ExportTraceServiceRequest in protobuf or JSON, with the matching content type"),
    /** The request holds more spans than a request may. */
    TOO_MANY_SPANS("export smaller batches"),
    /** The documents of the request would be larger than a request's may be. */
    TOO_MUCH_OUTPUT("export smaller batches, and shorten long attributes"),
    /** The span is not protobuf inside, or its attribute values are nested too deeply. */
    MALFORMED_SPAN("update the SDK or the exporter; nest attribute values less deeply"),
    /** The trace id is missing, is not 16 bytes, or is all zeros. */
    INVALID_TRACE_ID("write a trace id of 16 bytes, not all of them zero"),
    /** The span id is missing, is not 8 bytes, or is all zeros. */
    INVALID_SPAN_ID("write a span id of 8 bytes, not all of them zero"),
    /** The id of the parent is there, but is not 8 bytes. */
    INVALID_PARENT_ID("write the parent's span id of 8 bytes, or leave it out"),
    /** The span alone is larger than the OTLP endpoint takes. */
    SPAN_TOO_LARGE("shorten attributes and events, or set the tenant's delivery target to xray, which trims them"),
    /** The resource and the scope of the span are larger than the OTLP endpoint takes. */
    RESOURCE_TOO_LARGE("remove resource attributes"),
    /** The span started longer ago than the OTLP endpoint takes. */
    SPAN_TOO_OLD("correct the sender's clock, or export sooner after a span ends"),
    /** The span starts or ends later than the OTLP endpoint takes. */
    SPAN_IN_FUTURE("correct the sender's clock");

    private final String remedy;

    SpanRejection(String remedy) {
        this.remedy = remedy;
    }

    /** What helps, as the end of a sentence: it begins with a verb in lower case and has no full stop. */
    public String remedy() {
        return remedy;
    }
}
