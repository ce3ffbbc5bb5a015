// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** X-Ray's three flags. */
record Outcome(boolean error, boolean throttle, boolean fault) {

    private static final Outcome GOOD = new Outcome(false, false, false);
    private static final Outcome ERROR = new Outcome(true, false, false);
    private static final Outcome THROTTLE = new Outcome(true, true, false);
    private static final Outcome FAULT = new Outcome(false, false, true);

    /** By number. What the server is to blame for: OpenTelemetry's conventions for gRPC, read 2026-11-27. */
    private static final List<String> GRPC = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    private static final List<String> GRPC_FAULTS =
            List.of("UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS");

    /** Parts of the names of AWS's errors for too many requests. */
    private static final List<String> THROTTLING =
            List.of("Throttl", "TooManyRequests", "ThroughputExceeded", "RequestLimitExceeded", "SlowDown");

    static Outcome of(Span span) {
        Attributes attributes = span.attributes();
        if (isThrottled(span)) {
            return THROTTLE;
        }
        Long status = attributes.number("http.response.status_code", "http.status_code");
        if (status != null && status >= 400) {
            return ofHttp(status);
        }
        String grpc = grpcStatus(attributes);
        if (grpc != null && !grpc.equals("OK")) {
            return ofGrpc(grpc);
        }
        return span.status() == Span.Status.ERROR ? FAULT : GOOD;
    }

    private static Outcome ofHttp(long status) {
        if (status == 429) {
            return THROTTLE;
        }
        return status < 500 ? ERROR : FAULT;
    }

    private static Outcome ofGrpc(String status) {
        if (status.equals("RESOURCE_EXHAUSTED")) {
            return THROTTLE;
        }
        return GRPC_FAULTS.contains(status) ? FAULT : ERROR;
    }

    /** The name of the status; null where there is none. */
    private static @Nullable String grpcStatus(Attributes attributes) {
        String status = "grpc".equals(attributes.text("rpc.system.name", "rpc.system"))
                ? attributes.text("rpc.response.status_code", "rpc.grpc.status_code", "rpc.status_code")
                : attributes.text("rpc.grpc.status_code");
        if (status == null) {
            return null;
        }
        String name = status.toUpperCase(Locale.ROOT);
        for (int code = 0; code < GRPC.size(); code++) {
            if (name.equals(GRPC.get(code)) || name.equals(Integer.toString(code))) {
                return GRPC.get(code);
            }
        }
        return null;
    }

    /** AWS answers most throttled calls with status 400: the name of the error tells. */
    private static boolean isThrottled(Span span) {
        if (!AwsCall.isAwsCall(span)) {
            return false;
        }
        if (isThrottling(span.attributes().text("error.type"))) {
            return true;
        }
        return span.status() == Span.Status.ERROR
                && span.events().stream()
                        .anyMatch(event -> isThrottling(event.attributes().text("exception.type")));
    }

    private static boolean isThrottling(@Nullable String type) {
        return type != null && THROTTLING.stream().anyMatch(type::contains);
    }

    boolean isFailed() {
        return error || fault;
    }
}
