// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * The start of a trace that a test makes up, so that it knows the id of what its request causes. The trace is sampled, whatever the
 * application's sampling rules say, where the application follows the caller's decision, as SDKs do.
 *
 * <pre>{@code
 * TraceContext context = TraceContext.sampled();
 * HttpRequest.Builder request = HttpRequest.newBuilder(uri);
 * context.headers().forEach(request::header);
 * client.send(request.build(), discarding());
 * traces.awaitId(context.traceId()).service("checkout").isOk();
 * }</pre>
 *
 * <p>The caller that the headers name does not exist: X-Ray shows the service as one without a root. Immutable.
 *
 * @param traceId  as X-Ray writes it: {@code 1-}, 8 and 24 hexadecimal digits
 * @param parentId 16 hexadecimal digits
 */
public record TraceContext(String traceId, String parentId) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 12;
    private static final int SPAN_BYTES = 8;

    /** A trace of its own, which begins now. */
    public static TraceContext sampled() {
        String begin = String.format("%08x", Instant.now().getEpochSecond());
        return new TraceContext("1-" + begin + "-" + hex(RANDOM_BYTES), hex(SPAN_BYTES));
    }

    /** {@code X-Amzn-Trace-Id}, which X-Ray SDKs read, and {@code traceparent}, which OpenTelemetry reads. */
    public Map<String, String> headers() {
        return Map.of("X-Amzn-Trace-Id", xrayHeader(), "traceparent", traceparent());
    }

    /** Value of the header {@code X-Amzn-Trace-Id}. */
    public String xrayHeader() {
        return "Root=" + traceId + ";Parent=" + parentId + ";Sampled=1";
    }

    /** Value of the header {@code traceparent} of W3C Trace Context. */
    public String traceparent() {
        return "00-" + traceId.substring(2).replace("-", "") + "-" + parentId + "-01";
    }

    private static String hex(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
