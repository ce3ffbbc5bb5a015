// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/** A request that a segment served or a subsegment sent; an empty string or {@link #UNKNOWN} where the document does not say. */
public record Http(String url, int status, String method, String userAgent, String clientIp) {

    public static final int UNKNOWN = -1;
    public static final Http NONE = new Http("", UNKNOWN, "", "", "");

    static Http of(JsonNode http) {
        if (!http.isObject()) {
            return NONE;
        }
        JsonNode request = http.path("request");
        return new Http(
                request.path("url").asText(""),
                http.path("response").path("status").asInt(UNKNOWN),
                Names.shared(request.path("method").asText("")),
                Names.shared(request.path("user_agent").asText("")),
                Names.shared(request.path("client_ip").asText("")));
    }

    public ObjectNode toJson() {
        ObjectNode json = RestJson.object();
        putKnown(json, "HttpURL", url);
        if (status != UNKNOWN) {
            json.put("HttpStatus", status);
        }
        putKnown(json, "HttpMethod", method);
        putKnown(json, "UserAgent", userAgent);
        putKnown(json, "ClientIp", clientIp);
        return json;
    }

    private static void putKnown(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
