// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.raygate.edge.otlp.ExportResult.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The few protobuf messages that clients are answered with. */
final class Messages {

    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
    private static final byte[] EMPTY = {};

    private Messages() {}

    /** {@code ExportTraceServiceResponse}: empty where everything was taken. */
    static byte[] exportResponse(ExportResult.TakenPartly partly) {
        return new Message()
                .message(1, new Message().number(1, partly.rejectedSpans()).text(2, partly.message()))
                .toBytes();
    }

    static byte[] exportResponse() {
        return EMPTY;
    }

    /** {@code google.rpc.Status}, with {@code RetryInfo} where the client is to try again. */
    static byte[] status(ExportResult.Refused refused) {
        Message status = new Message().number(1, refused.reason().code()).text(2, refused.message());
        if (refused.reason().isRetried()) {
            Message delay = new Message().number(1, Refusal.RETRY_AFTER_SECONDS);
            Message retryInfo = new Message().message(1, delay);
            status.message(3, new Message().text(1, RETRY_INFO).message(2, retryInfo));
        }
        return status.toBytes();
    }

    /** {@code grpc.health.v1.HealthCheckResponse}. */
    static byte[] health(boolean isServing) {
        return new Message().number(1, isServing ? 1 : 2).toBytes();
    }

    /** A protobuf message that grows field by field; numbers are at least 0. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, int value) {
            varint(field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private Message bytes(int field, byte[] value) {
            varint(field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(int value) {
            int rest = value;
            while (rest > 0x7F) {
                bytes.write(rest | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
        }
    }
}
