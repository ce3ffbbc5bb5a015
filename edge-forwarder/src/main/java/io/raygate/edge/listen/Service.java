// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers the requests of a {@link Listener}. Called on its event loop, so every method returns at once. */
@FunctionalInterface
public interface Service {

    /** Takes a request whose head has arrived and is valid. */
    Request begin(Head head);

    /**
     * What a request says before its body.
     *
     * @param target as it came, the path with its query, say
     * @param headers without pseudo-headers; {@code :authority} of HTTP/2 is {@code host} here
     * @param sender the other end of the connection
     */
    record Head(Protocol protocol, HttpMethod method, String target, HttpHeaders headers, InetSocketAddress sender) {}

    /** What client and server speak. */
    enum Protocol {
        HTTP_1_0,
        HTTP_1_1,
        /** In clear text, begun without an upgrade. */
        HTTP_2
    }

    /**
     * One request, on the side of whoever answers it. A response comes in a supplier, which is asked on the event loop when
     * the response is about to be written, and not at all if nobody waits for it any more.
     */
    interface Request {

        /** Refuses the request for what its head says; asked once, before anything else. */
        default Optional<Supplier<Response>> refusal() {
            return Optional.empty();
        }

        /**
         * Takes a part of the body.
         *
         * @param part valid until the call returns
         * @return a response that refuses the request, after which no more parts come; empty if the part was taken
         */
        Optional<Supplier<Response>> take(ByteBuf part);

        /** Answers the complete request. The stage may complete on any thread, exceptionally only for a bug. */
        CompletionStage<Supplier<Response>> complete();

        /** Learns how the request ends: told once, when that is decided. */
        void concluded(Conclusion conclusion);

        /** Learns that the response was written or never will be: told once, after {@link #concluded}. */
        default void close() {}
    }

    /** How a request ends. */
    enum Conclusion {
        /** With a response. */
        ANSWERED,
        /** Its body is not valid HTTP: 400, and the connection is closed. */
        MALFORMED,
        /** It was not complete, or not answered, by its deadline: the connection is closed. */
        TIMED_OUT,
        /** The client closed the connection before it was answered. */
        CLIENT_GONE,
        /** A bug: 500, and one line in the log. */
        FAILED
    }

    /**
     * What the client is sent.
     *
     * @param headers without those of the connection and the length; names in lower case
     * @param body must not be written to
     * @param trailers come after the body, {@code grpc-status} say; names in lower case. HTTP/1 leaves them out, since its
     *     clients would have to ask for them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
    record Response(int status, Map<String, String> headers, byte[] body, Map<String, String> trailers) {

        public Response {
            headers = Map.copyOf(headers);
            trailers = Map.copyOf(trailers);
        }

        /** An answer without trailers. */
        public Response(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, Map.of());
        }

        /** A status without a body. */
        public Response(int status) {
            this(status, Map.of(), new byte[0]);
        }
    }
}
