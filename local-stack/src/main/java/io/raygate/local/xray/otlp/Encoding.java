// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.otlp.read.JsonRequest;
import io.raygate.otlp.read.ProtobufOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a request is written, and its answer too. */
enum Encoding {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    static Optional<Encoding> of(AwsRequest request) {
        String named = request.header("content-type").orElse("");
        String type = named.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (Encoding encoding : values()) {
            if (encoding.contentType.equals(type)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    /** Throws {@link io.raygate.otlp.read.MalformedException} where the JSON is none. */
    byte[] toProtobuf(byte[] body) {
        return this == PROTOBUF ? body : JsonRequest.toProtobuf(body, 0, body.length);
    }

    /** Everything was taken, or all but some spans. */
    AwsResponse success(int rejectedSpans, String message) {
        byte[] body = this == PROTOBUF ? protobuf(rejectedSpans, message) : json(rejectedSpans, message);
        return new AwsResponse(200, Map.of("content-type", contentType), body);
    }

    /** A {@code google.rpc.Status}. */
    AwsResponse error(Refusal refusal) {
        byte[] body;
        if (this == PROTOBUF) {
            var out = new ByteArrayOutputStream();
            ProtobufOutput.number(out, 1, refusal.grpcCode());
            ProtobufOutput.text(out, 2, refusal.message());
            body = out.toByteArray();
        } else {
            body = bytes(JsonNodeFactory.instance
                    .objectNode()
                    .put("code", refusal.grpcCode())
                    .put("message", refusal.message()));
        }
        return new AwsResponse(
                refusal.status(), Map.of("content-type", contentType, "x-amzn-ErrorType", refusal.type()), body);
    }

    private static byte[] protobuf(int rejectedSpans, String message) {
        var out = new ByteArrayOutputStream();
        if (rejectedSpans > 0) {
            var partial = new ByteArrayOutputStream();
            ProtobufOutput.number(partial, 1, rejectedSpans);
            ProtobufOutput.text(partial, 2, message);
            ProtobufOutput.message(out, 1, partial.toByteArray());
        }
        return out.toByteArray();
    }

    private static byte[] json(int rejectedSpans, String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (rejectedSpans > 0) {
            answer.putObject("partialSuccess")
                    .put("rejectedSpans", Integer.toString(rejectedSpans)) // 64-bit integers are texts
                    .put("errorMessage", message);
        }
        return bytes(answer);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
