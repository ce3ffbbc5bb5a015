// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a request, or of one entry in it, checked as they are read. What is wrong is refused with an error
 * that names the member in the way AWS does, for example {@code records.1.member.partitionKey}.
 */
record Parameters(ObjectNode node, Encoding encoding, String path) {

    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    boolean has(String member) {
        return node.hasNonNull(member);
    }

    Optional<String> text(String member) {
        return member(member).map(value -> {
            if (!value.isTextual()) {
                throw KinesisRefusal.serialization("Not a string: " + pathOf(member));
            }
            return value.textValue();
        });
    }

    Optional<String> text(String member, Pattern pattern) {
        Optional<String> text = text(member);
        text.filter(value -> !pattern.matcher(value).matches()).ifPresent(value -> {
            throw KinesisRefusal.validation(
                    pathOf(member), quoted(value), "Member must satisfy regular expression pattern: " + pattern);
        });
        return text;
    }

    String requiredText(String member, Pattern pattern) {
        return text(member, pattern).orElseThrow(() -> missing(member));
    }

    String requiredText(String member, int maxCodePoints) {
        String value = text(member).orElseThrow(() -> missing(member));
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > maxCodePoints) {
            throw KinesisRefusal.validation(
                    pathOf(member),
                    quoted(value),
                    "Member must have length between 1 and " + maxCodePoints + ", inclusive");
        }
        return value;
    }

    Optional<Integer> integer(String member, int min, int max) {
        return member(member).map(value -> {
            if (!value.isIntegralNumber()) {
                throw KinesisRefusal.serialization("Not an integer: " + pathOf(member));
            }
            if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
                throw KinesisRefusal.validation(
                        pathOf(member),
                        quoted(value.asText()),
                        "Member must have value between " + min + " and " + max + ", inclusive");
            }
            return value.intValue();
        });
    }

    byte[] requiredBlob(String member) {
        JsonNode value = member(member).orElseThrow(() -> missing(member));
        if (!value.isBinary() && !value.isTextual()) {
            throw KinesisRefusal.serialization("Not a blob: " + pathOf(member));
        }
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw KinesisRefusal.serialization("Not base64: " + pathOf(member));
        }
    }

    Optional<Instant> timestamp(String member) {
        return member(member)
                .map(value -> encoding.timestamp(value)
                        .orElseThrow(() -> KinesisRefusal.serialization("Not a timestamp: " + pathOf(member))));
    }

    Optional<Parameters> object(String member) {
        return member(member).map(value -> nested(value, pathOf(member)));
    }

    /** The entries of a list, each knowing its place in it, counted from 1. */
    List<Parameters> list(String member, int maxEntries) {
        JsonNode list = member(member).orElseThrow(() -> missing(member));
        if (!list.isArray()) {
            throw KinesisRefusal.serialization("Not a list: " + pathOf(member));
        }
        if (list.isEmpty() || list.size() > maxEntries) {
            throw KinesisRefusal.validation(
                    pathOf(member),
                    "of " + list.size() + " entries",
                    "Member must have length between 1 and " + maxEntries + ", inclusive");
        }
        List<Parameters> entries = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            entries.add(nested(entry, pathOf(member) + "." + (entries.size() + 1) + ".member"));
        }
        return entries;
    }

    KinesisRefusal missing(String member) {
        return KinesisRefusal.validation(pathOf(member), "null", "Member must not be null");
    }

    String pathOf(String member) {
        String lowerCamel = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
        return path.isEmpty() ? lowerCamel : path + "." + lowerCamel;
    }

    private Optional<JsonNode> member(String member) {
        return has(member) ? Optional.of(node.get(member)) : Optional.empty();
    }

    private Parameters nested(JsonNode value, String nestedPath) {
        if (value instanceof ObjectNode object) {
            return new Parameters(object, encoding, nestedPath);
        }
        throw KinesisRefusal.serialization("Not an object: " + nestedPath);
    }

    private static String quoted(String value) {
        return "'" + (value.length() <= 128 ? value : value.substring(0, 128) + "…") + "'";
    }
}
