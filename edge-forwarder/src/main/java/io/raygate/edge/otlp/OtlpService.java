// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.raygate.edge.listen.Service;
import io.raygate.edge.otlp.ExportResult.Refusal;
import io.raygate.edge.otlp.ExportResult.Refused;
import io.raygate.edge.otlp.RequestBody.GrpcBody;
import io.raygate.edge.otlp.RequestBody.HttpBody;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what a client speaks, by the content type, and what it wants, by method and path. Both ports answer both protocols, as
 * the specification allows: a client that has mistaken one port for the other loses nothing.
 */
final class OtlpService implements Service {

    private static final String TRACES = "/v1/traces";
    private static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final String HEALTH = "/grpc.health.v1.Health/Check";
    private static final String GRPC = "application/grpc";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String GZIP = "gzip";
    private static final String IDENTITY = "identity";

    private final SpanIntake intake;
    private final OtlpMetrics metrics;

    OtlpService(SpanIntake intake, OtlpMetrics metrics) {
        this.intake = intake;
        this.metrics = metrics;
    }

    @Override
    public Request begin(Head head) {
        String type = mediaType(head.headers());
        return type.equals(GRPC) || type.equals(GRPC + "+proto") ? beginGrpc(head) : beginHttp(head, type);
    }

    private Request beginGrpc(Head head) {
        if (head.protocol() != Protocol.HTTP_2) {
            return refused(HttpReplies.JSON, Refusal.UNSUPPORTED, "gRPC needs HTTP/2");
        }
        Replies replies = GrpcReplies.INSTANCE;
        Optional<Refused> refusal = refusalOf(head, EXPORT + " and " + HEALTH, HEALTH, EXPORT);
        if (refusal.isPresent()) {
            return new RefusedRequest(replies.of(refusal.get()), refusal.get().reason(), metrics);
        }
        if (head.target().equals(HEALTH)) {
            return new HealthRequest(intake, metrics);
        }
        String encoding = head.headers().get("grpc-encoding", IDENTITY);
        return switch (encoding) {
            case IDENTITY -> new ExportRequest(intake, metrics, replies, new GrpcBody(false), head);
            case GZIP -> new ExportRequest(intake, metrics, replies, new GrpcBody(true), head);
            default -> refused(replies, Refusal.UNSUPPORTED, "grpc-encoding is neither gzip nor identity");
        };
    }

    private Request beginHttp(Head head, String type) {
        // what is neither is answered in words that a person can read
        HttpReplies replies = type.equals(HttpReplies.PROTOBUF.contentType()) ? HttpReplies.PROTOBUF : HttpReplies.JSON;
        Optional<Refused> refusal = refusalOf(head, "POST " + TRACES, TRACES);
        if (refusal.isPresent()) {
            return new RefusedRequest(replies.of(refusal.get()), refusal.get().reason(), metrics);
        }
        if (!type.equals(replies.contentType())) {
            return refused(
                    replies,
                    Refusal.UNSUPPORTED,
                    "Content-Type is neither " + HttpReplies.PROTOBUF.contentType() + " nor "
                            + HttpReplies.JSON.contentType());
        }
        String encoding = head.headers()
                .get(HttpHeaderNames.CONTENT_ENCODING, IDENTITY)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!encoding.equals(GZIP) && !encoding.equals(IDENTITY)) {
            return refused(replies, Refusal.UNSUPPORTED, "Content-Encoding is neither gzip nor identity");
        }
        return new ExportRequest(intake, metrics, replies, new HttpBody(encoding.equals(GZIP), replies), head);
    }

    /**
     * A page in a browser may send a request to any port of its own machine and network, without reading the answer. It cannot
     * keep the browser from sending one of these headers, which no SDK sends.
     */
    private static Optional<Refused> refusalOf(Head head, String served, String... paths) {
        if (head.headers().contains(HttpHeaderNames.ORIGIN) || head.headers().contains(FETCH_SITE)) {
            return Optional.of(new Refused(
                    Refusal.FROM_A_PAGE, "Web pages may not call this port: send neither Origin nor Sec-Fetch-Site"));
        }
        boolean isServed = List.of(paths).contains(head.target());
        if (!isServed) {
            return Optional.of(new Refused(
                    Refusal.NOT_FOUND,
                    "This port takes traces alone and answers " + served + "; metrics and logs need"
                            + " another endpoint"));
        }
        return head.method().equals(HttpMethod.POST)
                ? Optional.empty()
                : Optional.of(new Refused(Refusal.NOT_A_POST, "Send spans by POST"));
    }

    private Request refused(Replies replies, Refusal reason, String message) {
        return new RefusedRequest(replies.of(new Refused(reason, message)), reason, metrics);
    }

    /** Without parameters, in lower case. */
    private static String mediaType(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
