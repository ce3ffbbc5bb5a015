// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.ErrorCode;
import io.raygate.aws.SignedCalls;
import io.raygate.block.Document;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * X-Ray's OTLP endpoint: HTTP/1.1, protobuf with gzip, signed. The requests of a batch are sent as one, by putting their bytes
 * one after the other, which in protobuf means the same. One attempt; {@link Submitter} knows how much time is left.
 * Thread-safe.
 */
@Singleton
@Typed(OtlpSink.class)
class OtlpSink implements TraceSink {

    /** CloudWatch user guide, "OTLP endpoints", read 2026-11-27. */
    private static final String PATH = "/v1/traces";

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");

    /** OTLP keeps answers below 4 MiB; those of this endpoint are a sentence. */
    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final AwsClients aws;
    private final TargetRoles roles;
    private final SignedCalls calls;

    OtlpSink(AwsClients aws, SubmitConfig config, TargetRoles roles) {
        this.aws = aws;
        this.roles = roles;
        this.calls = new SignedCalls(aws, AwsService.XRAY, config.requestTimeout(), MAX_ANSWER_BYTES);
    }

    @PreDestroy
    void close() {
        calls.close();
    }

    @Override
    public PutAnswer put(Batch batch, Destination destination, Duration timeout) {
        AwsCredentials credentials;
        try {
            credentials = roles.of(destination);
        } catch (SdkException e) {
            return destination.target().roleArn().isEmpty()
                    ? new PutAnswer.Unavailable(ErrorCode.ofCause(e))
                    : ErrorAnswers.ofAssumeRole(e, Denial::ofSpans);
        }
        String named = destination.target().region();
        Region region = named.isEmpty() ? aws.region() : Region.of(named);
        SignedCalls.Request request =
                new SignedCalls.Request(endpoint(region), region, credentials, HEADERS, body(batch));
        try {
            return OtlpAnswers.of(calls.post(request, timeout), destination);
        } catch (SdkException e) {
            return new PutAnswer.Unavailable(ErrorCode.ofCause(e));
        }
    }

    private URI endpoint(Region region) {
        String base = aws.endpoint(AwsService.XRAY, region).toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
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
