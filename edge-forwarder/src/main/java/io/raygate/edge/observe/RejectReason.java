// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

/** Every reason for which a datagram, or a document of a request, is refused where it is received. */
public enum RejectReason {
    /** A datagram of no bytes. */
    EMPTY_DATAGRAM,
    /** No line feed, or nothing behind the first one. */
    MISSING_HEADER_OR_DOCUMENT,
    /** The line before the line feed is not a header of format json, version 1. */
    INVALID_HEADER,
    /** The document of a datagram is neither JSON nor spans in a form that is known. */
    UNKNOWN_FORMAT,
    /** Spans in a datagram are not the base64 of anything. */
    INVALID_BASE64,
    /** Spans came that are not a request of OTLP. */
    MALFORMED_SPANS,
    /** A document of a request has no bytes, or spans were announced and there are none. */
    EMPTY_DOCUMENT,
    /** A document of a request, or a span with its resource and scope, is larger than one block can hold. */
    OVERSIZE_DOCUMENT,
    /** A document of a request with half of a surrogate pair: there is no UTF-8 for it. */
    NOT_UNICODE
}
