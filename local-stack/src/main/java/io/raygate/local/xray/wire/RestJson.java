// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.json.UntrustedJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** How X-Ray writes JSON: times are numbers, seconds since the epoch, kept to the microsecond. */
public final class RestJson {

    private static final double MICROS_PER_SECOND = 1e6;

    private static final JsonMapper MAPPER = UntrustedJson.json()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RestJson() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode number(double value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    /** Without an exponent, and without a fraction where it has none. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The value in {@code json}; missing where it is empty. Throws where it is not one JSON value. */
    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    public static byte[] write(ObjectNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain nodes could not be written", e);
        }
    }

    public static BigDecimal time(double epochSeconds) {
        return BigDecimal.valueOf(Math.round(epochSeconds * MICROS_PER_SECOND), 6);
    }

    public static BigDecimal time(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    /** Seconds without the noise that the difference of two epoch doubles carries. */
    public static double seconds(double duration) {
        return Math.round(duration * MICROS_PER_SECOND) / MICROS_PER_SECOND;
    }
}
