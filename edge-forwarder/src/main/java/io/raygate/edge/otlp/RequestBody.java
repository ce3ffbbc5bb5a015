// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.body.Body;
import io.raygate.edge.otlp.ExportResult.Refusal;
import io.raygate.edge.otlp.ExportResult.Refused;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How a request lies in its body. */
sealed interface RequestBody {

    /** Bytes before the request. */
    int headBytes();

    /** Bytes of the body, as its first part announces them; 0 if it does not. */
    int announcedBytes(ByteBuf first);

    boolean isGzip(Body body);

    boolean isJson();

    /** Why a complete body does not hold a request, if it does not. */
    Optional<Refused> refusalOf(Body body);

    /** The body is the request. */
    record HttpBody(boolean isGzip, HttpReplies encoding) implements RequestBody {

        @Override
        public int headBytes() {
            return 0;
        }

        @Override
        public int announcedBytes(ByteBuf first) {
            return 0;
        }

        @Override
        public boolean isGzip(Body body) {
            return isGzip;
        }

        @Override
        public boolean isJson() {
            return encoding == HttpReplies.JSON;
        }

        @Override
        public Optional<Refused> refusalOf(Body body) {
            return Optional.empty();
        }
    }

    /**
     * One message behind its head, and nothing else: the call is unary.
     *
     * @param hasGzip whether a message that says that it is compressed is in the gzip format
     */
    record GrpcBody(boolean hasGzip) implements RequestBody {

        private static final int COMPRESSED = 1;

        @Override
        public int headBytes() {
            return GrpcReplies.MESSAGE_HEAD_BYTES;
        }

        @Override
        public int announcedBytes(ByteBuf first) {
            return first.readableBytes() < headBytes() ? 0 : first.getInt(first.readerIndex() + 1) + headBytes();
        }

        @Override
        public boolean isGzip(Body body) {
            return body.content().get(0) == COMPRESSED;
        }

        @Override
        public boolean isJson() {
            return false;
        }

        @Override
        public Optional<Refused> refusalOf(Body body) {
            ByteBuffer bytes = body.content();
            boolean isOneMessage =
                    bytes.remaining() >= headBytes() && bytes.getInt(1) == bytes.remaining() - headBytes();
            if (!isOneMessage) {
                return malformed("the call does not hold exactly one message");
            }
            int flag = bytes.get(0);
            boolean isKnown = flag == 0 || (flag == COMPRESSED && hasGzip);
            return isKnown
                    ? Optional.empty()
                    : malformed("the message is compressed, and grpc-encoding does not say how");
        }

        private static Optional<Refused> malformed(String message) {
            return Optional.of(new Refused(Refusal.MALFORMED, message));
        }
    }
}
