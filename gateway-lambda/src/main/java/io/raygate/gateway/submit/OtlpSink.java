// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.block.Document;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * X-Ray's OTLP endpoint: HTTP/1.1, protobuf with gzip, signed. The requests of a batch are sent as one, by putting their bytes
 * one after the other, which in protobuf means the same. Thread-safe.
 */
@Singleton
@Typed(OtlpSink.class)
class OtlpSink implements TraceSink {

    /** CloudWatch user guide, "OTLP endpoints", read 2026-11-27. */
    private static final String PATH = "/v1/traces";

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");

    private final XRayCalls calls;

    OtlpSink(XRayCalls calls) {
        this.calls = calls;
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        byte[] body = body(batch);
        return calls.post(
                new XRayCalls.Request(PATH, HEADERS, body, body.length, Denial::ofSpans),
                destination,
                timeout,
                answer -> OtlpAnswers.of(answer, destination));
    }

    /** The fastest compression: bytes to AWS cost nothing, and time of the function does. */
    private static byte[] body(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new FastGzip(bytes)) {
            for (ReceivedDocument received : batch.documents()) {
                Document document = received.document();
                gzip.write(document.content(), document.offset(), document.length());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: cannot be
        }
        return bytes.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
