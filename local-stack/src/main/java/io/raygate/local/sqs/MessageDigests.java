// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The checksums that SDKs hold a sent and a received message to.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">SQS
 *     Developer Guide, message metadata, read 2026-11-27</a>
 */
final class MessageDigests {

    private static final byte STRING_TYPE = 1;
    private static final byte BINARY_TYPE = 2;

    private MessageDigests() {}

    static String ofBody(String body) {
        return md5(body.getBytes(UTF_8));
    }

    /** Of the attributes by name, as a request or an answer has them. */
    static String ofAttributes(JsonNode attributes) {
        Map<String, JsonNode> byName = new TreeMap<>();
        attributes.properties().forEach(each -> byName.put(each.getKey(), each.getValue()));
        var bytes = new ByteArrayOutputStream();
        byName.forEach((name, attribute) -> {
            append(bytes, name.getBytes(UTF_8));
            append(bytes, attribute.path("DataType").asText().getBytes(UTF_8));
            boolean binary = attribute.path("DataType").asText().startsWith("Binary");
            bytes.write(binary ? BINARY_TYPE : STRING_TYPE);
            append(
                    bytes,
                    binary
                            ? blob(attribute)
                            : attribute.path("StringValue").asText().getBytes(UTF_8));
        });
        return md5(bytes.toByteArray());
    }

    private static byte[] blob(JsonNode attribute) {
        try {
            return Base64.getDecoder().decode(attribute.path("BinaryValue").asText());
        } catch (IllegalArgumentException e) {
            throw SqsRefusal.invalid("BinaryValue is not base64");
        }
    }

    private static void append(ByteArrayOutputStream to, byte[] bytes) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        to.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
