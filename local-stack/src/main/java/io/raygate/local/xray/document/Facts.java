// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;

/** What a trace summary quotes of a segment; an empty string or -1 where the segment does not say. */
public record Facts(Http http, String user, String resourceArn, String instanceId, String zone) {

    public static Facts of(JsonNode segment) {
        JsonNode aws = segment.path("aws");
        String zone = aws.path("ec2").path("availability_zone").asText("");
        return new Facts(
                Http.of(segment.path("http")),
                segment.path("user").asText(""),
                segment.path("resource_arn").asText(""),
                aws.path("ec2").path("instance_id").asText(""),
                zone.isEmpty() ? aws.path("ecs").path("availability_zone").asText("") : zone);
    }

    /** The request that a segment served. */
    public record Http(String url, int status, String method, String userAgent, String clientIp) {

        private static final int UNKNOWN = -1;

        private static Http of(JsonNode http) {
            JsonNode request = http.path("request");
            return new Http(
                    request.path("url").asText(""),
                    http.path("response").path("status").asInt(UNKNOWN),
                    request.path("method").asText(""),
                    request.path("user_agent").asText(""),
                    request.path("client_ip").asText(""));
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
}
