// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.testing.RunLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are nearly right, to each operation of the model: every one has an answer of the service's shape. */
class AnyRequestTest {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "0.5",
            "1700000000",
            "1e308",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"ACTIVE\"",
            "\"Default\"",
            "\"*\"",
            "\"service(\"",
            "\"1-6553f100-000000000000000000000001\"",
            "[]",
            "[null]",
            "[\"x\"]",
            "[{}]",
            "[[]]",
            "{}",
            "{\"a\":[]}");

    /** On which the service answers 500. */
    private static final String NO_COOLDOWN = "\"CooldownWindowMinutes\":0";

    private final XRayApi api = new XRayApi(
            FixedXRayConfig.roomy(),
            FixedXRayConfig.ACCOUNT,
            new Faults(FaultyService.XRAY, 1),
            InstantSource.fixed(Instant.ofEpochSecond(EPOCH)));

    @Test
    void handle_anyRequest_hasAnAnswerOfTheServicesShape() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        JsonNode shapes = shapes();
        for (int i = 0; i < RunLength.of("raygate.xray.requests", 200, 20_000); i++) {
            for (Map.Entry<String, JsonNode> operation : shapes.properties()) {
                String body = request(operation.getValue(), random);
                AwsResponse answer = api.handle(
                        new AwsRequest("POST", operation.getKey(), Map.of(), body.getBytes(StandardCharsets.UTF_8)));
                assertShape(answer, "seed=%d, path=%s, body=%s".formatted(seed, operation.getKey(), body));
            }
        }
    }

    private static void assertShape(AwsResponse answer, String why) throws IOException {
        JsonNode json = RestJson.read(answer.body());
        assertThat(json.isObject()).as(why).isTrue();
        if (answer.status() == 200) {
            assertThat(answer.headers()).as(why).doesNotContainKey("x-amzn-ErrorType");
            return;
        }
        boolean breaksTheService = why.contains(NO_COOLDOWN);
        assertThat(answer.status()).as(why).isIn(breaksTheService ? List.of(400, 404, 500) : List.of(400, 404));
        assertThat(answer.headers()).as(why).containsKey("x-amzn-ErrorType");
        assertThat(json.path("Message").isTextual()).as(why).isTrue();
        assertThat(json.path("Message").textValue()).as(why).doesNotContain("java.", "io.raygate");
    }

    /** Each member is there nine times out of ten, and fits three times out of four. */
    private static String request(JsonNode shape, Random random) {
        if (shape.isArray()) {
            return "[" + request(shape.path(0), random) + "]";
        }
        if (shape.isTextual()) {
            return random.nextInt(4) == 0 ? VALUES.get(random.nextInt(VALUES.size())) : fitting(shape.textValue());
        }
        if (shape.has("<>")) {
            return "{\"a\":\"a\"}";
        }
        ObjectNode structure = (ObjectNode) shape;
        StringBuilder body = new StringBuilder("{");
        structure.properties().forEach(member -> {
            if (random.nextInt(10) > 0) {
                String name = member.getKey().replace("*", "");
                body.append(body.length() > 1 ? "," : "")
                        .append('"')
                        .append(name)
                        .append("\":");
                body.append(request(member.getValue(), random));
            }
        });
        return body.append('}').toString();
    }

    private static String fitting(String type) {
        String[] words = type.split(" ");
        return switch (words[0]) {
            case "boolean" -> "true";
            case "integer", "timestamp" -> "1";
            case "double" -> "0.5";
            default -> words.length > 1 && words[1].contains("|") ? "\"" + words[1].split("\\|")[0] + "\"" : "\"a\"";
        };
    }

    private static JsonNode shapes() throws IOException {
        try (InputStream in = XRayApi.class.getResourceAsStream("wire/requests.json")) {
            return RestJson.read(Objects.requireNonNull(in).readAllBytes());
        }
    }
}
