// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.raygate.edge.listen.Service;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What a client is sent.
 *
 * @param headers without those of the connection
 * @param body not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record Answer(int status, Map<String, String> headers, byte[] body, Outcome outcome) {

    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** What was asked for. */
    public static Answer json(byte[] body) {
        return new Answer(200, Map.of(CONTENT_TYPE, JSON), body, Outcome.ANSWERED);
    }

    /**
     * An error in the shape of the X-Ray API (REST JSON).
     *
     * @param type as AWS spells it, {@code InvalidRequestException} say
     * @param message for the person who reads the log of the client; names the remedy where there is one
     */
    public static Answer error(int status, String type, String message, Outcome outcome) {
        byte[] body = new JsonObject()
                .put("__type", type)
                .put("message", message)
                .toBuffer()
                .getBytes();
        return new Answer(status, Map.of(CONTENT_TYPE, JSON, "x-amzn-errortype", type), body, outcome);
    }

    Service.Response toResponse() {
        return new Service.Response(status, headers, body);
    }

    /** The same with another body. */
    public Answer with(byte[] other) {
        return new Answer(status, headers, other, outcome);
    }

    /** The same, told to another client. */
    public Answer as(Outcome other) {
        return new Answer(status, headers, body, other);
    }
}
