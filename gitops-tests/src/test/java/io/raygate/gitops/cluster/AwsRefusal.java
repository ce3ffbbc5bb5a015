// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What AWS answers instead of doing it. */
public final class AwsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Pattern XML =
            Pattern.compile("<Code>([^<]*)</Code>.*?<Message>([^<]*)</Message>", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    private final String code;

    private AwsRefusal(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    static AwsRefusal of(HttpResponse<String> answer) {
        String body = answer.body();
        Matcher xml = XML.matcher(body);
        if (xml.find()) {
            return new AwsRefusal(xml.group(1), xml.group(2));
        }
        if (!body.startsWith("{")) {
            return new AwsRefusal("Status" + answer.statusCode(), body);
        }
        JsonNode json = JSON.readTree(body);
        String type = answer.headers()
                .firstValue("x-amzn-errortype")
                .orElse(json.path("__type").asString(""));
        String message = json.path("message").asString(json.path("Message").asString(body));
        return new AwsRefusal(type.substring(type.indexOf('#') + 1), message);
    }

    /** {@code ResourceNotFoundException}, for example. */
    public String code() {
        return code;
    }

    boolean isNotFound() {
        return code.contains("NotFound") || code.contains("NoSuchEntity") || code.contains("NonExistentQueue");
    }
}
