// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.json.UntrustedJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The two encodings of the Kinesis protocol. Blobs are base64 text in JSON and byte strings in CBOR; times are seconds
 * since the epoch with a fraction in JSON and whole milliseconds, without a tag, in CBOR.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Jackson mapper is thread-safe and never configured after it is built
enum Encoding {
    JSON("application/x-amz-json-1.1", UntrustedJson.json().build()),
    CBOR("application/x-amz-cbor-1.1", UntrustedJson.cbor().build());

    private static final int MILLIS_DIGITS = 3;

    private final String contentType;
    private final ObjectMapper mapper;

    Encoding(String contentType, ObjectMapper mapper) {
        this.contentType = contentType;
        this.mapper = mapper;
    }

    /** The encoding that a content-type header names; parameters such as a charset are ignored. */
    static Optional<Encoding> named(String header) {
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (Encoding encoding : values()) {
            if (encoding.contentType.equals(type)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    String contentType() {
        return contentType;
    }

    /** The request's parameters; an empty body has none. */
    ObjectNode read(byte[] body) {
        if (body.length == 0) {
            return mapper.createObjectNode();
        }
        try {
            if (mapper.readTree(body) instanceof ObjectNode parameters) {
                return parameters;
            }
        } catch (IOException e) {
            throw KinesisRefusal.serialization("The body is not well-formed " + contentType + ".");
        }
        throw KinesisRefusal.serialization("The body is not an object.");
    }

    byte[] write(ObjectNode answer) {
        try {
            return mapper.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    /** JSON in this encoding; unchanged where it is not JSON. */
    byte[] fromJson(byte[] text) {
        try {
            return this == JSON ? text : mapper.writeValueAsBytes(JSON.mapper.readTree(text));
        } catch (IOException e) {
            return text;
        }
    }

    /** A time to the millisecond, as this encoding writes it. */
    JsonNode timestamp(Instant time) {
        return switch (this) {
            case JSON -> DecimalNode.valueOf(BigDecimal.valueOf(time.toEpochMilli(), MILLIS_DIGITS));
            case CBOR -> LongNode.valueOf(time.toEpochMilli());
        };
    }

    /** The time in a request, to the millisecond; empty where it is none or lies outside a long of milliseconds. */
    Optional<Instant> timestamp(JsonNode node) {
        if (!node.isNumber() || node instanceof BigIntegerNode) {
            return Optional.empty();
        }
        try {
            BigDecimal value = node.decimalValue();
            BigDecimal millis = this == JSON ? value.scaleByPowerOfTen(MILLIS_DIGITS) : value;
            return Optional.of(
                    Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
