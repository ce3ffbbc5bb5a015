// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.otlp.ExportResult.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Answers of OTLP/HTTP, in the encoding of the request: OTLP specification 1.11.0, "OTLP/HTTP Response", read 2026-11-27. */
enum HttpReplies implements Replies {
    PROTOBUF("application/x-protobuf") {
        @Override
        byte[] body(ExportResult result) {
            return switch (result) {
                case ExportResult.Taken _ -> Messages.exportResponse();
                case ExportResult.TakenPartly partly -> Messages.exportResponse(partly);
                case ExportResult.Refused refused -> Messages.status(refused);
            };
        }
    },
    JSON("application/json") {
        @Override
        byte[] body(ExportResult result) {
            JsonObject body = switch (result) {
                case ExportResult.Taken _ -> new JsonObject();
                case ExportResult.TakenPartly(int rejectedSpans, String message) ->
                    new JsonObject()
                            .put(
                                    "partialSuccess",
                                    new JsonObject()
                                            .put("rejectedSpans", rejectedSpans)
                                            .put("errorMessage", message));
                case ExportResult.Refused(Refusal reason, String message) ->
                    new JsonObject().put("code", reason.code()).put("message", message);
            };
            return body.toBuffer().getBytes();
        }
    };

    private final String contentType;

    HttpReplies(String contentType) {
        this.contentType = contentType;
    }

    abstract byte[] body(ExportResult result);

    String contentType() {
        return contentType;
    }

    @Override
    public Response of(ExportResult result) {
        if (!(result instanceof ExportResult.Refused(Refusal reason, String _))) {
            return new Response(200, Map.of("content-type", contentType), body(result));
        }
        Map<String, String> headers = new HashMap<>(Map.of("content-type", contentType));
        if (reason.isRetried()) {
            headers.put("retry-after", Integer.toString(Refusal.RETRY_AFTER_SECONDS));
        }
        if (reason == Refusal.NOT_A_POST) {
            headers.put("allow", "POST");
        }
        return new Response(reason.status(), headers, body(result));
    }
}
