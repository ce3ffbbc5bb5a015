// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

/** What to do about a refused document, by the code that the gateway or X-Ray gave. */

const REMEDIES = {
    NOT_JSON:
        "Send one JSON object in each datagram, behind the header line. A datagram that was cut at the SDK's or the network's limit looks like this, too.",
    NOT_AN_OBJECT: "Send a JSON object, or an array of them.",
    MISSING_FIELD: "Set the named field. A segment needs name, id, trace_id, start_time, and end_time or in_progress.",
    INVALID_FIELD: "Write the field in the type that the message names. Times are numbers: seconds since the epoch.",
    INVALID_TRACE_ID: "Write 1-, 8 hex digits of the start in seconds, -, and 24 random hex digits.",
    INVALID_ID: "Make ids of 64 random bits, written as 16 hex digits.",
    INVALID_NAME: "Use letters, digits, spaces and _.:/%&#=+-@, at most 200 characters.",
    INVALID_ANNOTATION:
        "Annotations are strings, numbers or booleans, and their keys letters, digits, _ and dots. Put anything else into metadata.",
    STRING_TOO_LONG: "Shorten the text, or put it into metadata, which has no limit of its own.",
    TIME_CONFLICT: "Leave in_progress out of what is complete, and end_time out of what is in progress.",
    NUMBER_OUT_OF_RANGE: "Send a finite number with at most 64 characters.",
    DUPLICATE_KEY: "Write each key of an object once.",
    MALFORMED_TEXT: "Encode the document as UTF-8 without a byte order mark.",
    TOO_DEEP: "Nest objects and arrays less deeply.",
    TOO_LARGE: "Send large subsegments by themselves, and keep large values out of metadata.",
    CLUSTER_NOT_OWNED: "Name the cluster in the tenant file, or correct raygate.node.cluster of the forwarder.",
    ORIGIN_NOT_SIGNED: "Give the forwarder the tenant's signing key.",
};

const OF_XRAY =
    "X-Ray refused this document although it passed validation. Look at the code, and at the faults that are switched on; send it again when they are off.";

/** Empty where nothing is known about the code. */
export const remedyOf = code => REMEDIES[code] ?? (code?.startsWith("XRAY_") ? OF_XRAY : "");
