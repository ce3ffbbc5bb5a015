// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.listen.Service.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers of gRPC: one message behind a head of five bytes, and the status in the trailers (PROTOCOL-HTTP2.md of grpc/grpc, read
 * 2026-11-27).
 */
final class GrpcReplies implements Replies {

    /** A flag that says whether the message is compressed, and its length. */
    static final int MESSAGE_HEAD_BYTES = 5;

    static final GrpcReplies INSTANCE = new GrpcReplies();

    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/grpc", "grpc-accept-encoding", "identity,gzip");
    private static final Map<String, String> OK = Map.of("grpc-status", "0");
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';

    private GrpcReplies() {}

    @Override
    public Response of(ExportResult result) {
        return switch (result) {
            case ExportResult.Taken _ -> ok(Messages.exportResponse());
            case ExportResult.TakenPartly partly -> ok(Messages.exportResponse(partly));
            case ExportResult.Refused refused -> refused(refused);
        };
    }

    /** Success, with a message. */
    static Response ok(byte[] message) {
        byte[] body = ByteBuffer.allocate(MESSAGE_HEAD_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        return new Response(200, HEADERS, body, OK);
    }

    private static Response refused(ExportResult.Refused refused) {
        Map<String, String> trailers = new HashMap<>();
        trailers.put("grpc-status", Integer.toString(refused.reason().code()));
        trailers.put("grpc-message", percentEncoded(refused.message()));
        if (refused.reason().isRetried()) {
            trailers.put(
                    "grpc-status-details-bin",
                    Base64.getEncoder().withoutPadding().encodeToString(Messages.status(refused)));
        }
        return new Response(200, HEADERS, new byte[0], trailers);
    }

    private static String percentEncoded(String message) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (b >= FIRST_PRINTABLE && b <= LAST_PRINTABLE && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append("%%%02X".formatted(b));
            }
        }
        return encoded.toString();
    }
}
