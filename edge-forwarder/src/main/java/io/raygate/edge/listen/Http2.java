// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.listen.Listener.FailureLog;
import java.time.Duration;

/**
 * Puts together what a connection of HTTP/2 consists of. What the client is told in SETTINGS holds from the first frame on:
 * a client that never acknowledges them gains nothing.
 */
final class Http2 {

    /** Continuations of a head that are this small a client has no reason to send; Netty closes the connection then. */
    private static final int MAX_SMALL_CONTINUATIONS = 16;

    private Http2() {}

    /** What all connections of a port have in common. */
    record Shared(
            ListenLimits limits,
            Http2Config config,
            PendingBytes heads,
            ListenBooks books,
            Service service,
            FailureLog failures) {

        int window() {
            return Math.toIntExact(config.window().asLongValue());
        }

        Duration shortestTimeout() {
            return limits.requestTimeout().compareTo(limits.idleTimeout()) < 0
                    ? limits.requestTimeout()
                    : limits.idleTimeout();
        }
    }

    /** Serves a connection whose preface has come. */
    static Http2Conversation conversation(Shared shared) {
        long maxHeader = shared.limits().maxHeader().asLongValue();
        int maxStreams = shared.config().maxStreams();
        var connection = new DefaultHttp2Connection(true);
        connection.remote().maxActiveStreams(maxStreams);
        // Streams share a connection evenly. Priorities would need a tree of streams, idle ones included.
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
        var idleFrames = new IdleFrames(shared.config().maxIdleFrames(), System::nanoTime);
        var encoder = new DefaultHttp2ConnectionEncoder(connection, new DefaultHttp2FrameWriter());
        var reader = new DefaultHttp2FrameReader(
                new DefaultHttp2HeadersDecoder(true, true, maxHeader), MAX_SMALL_CONTINUATIONS);
        var decoder = new DefaultHttp2ConnectionDecoder(connection, encoder, idleFrames.countedFrom(reader));
        var settings = new Http2Settings()
                .maxConcurrentStreams(maxStreams)
                .initialWindowSize(shared.window())
                .maxHeaderListSize(maxHeader);
        return new Http2Conversation(decoder, encoder, settings, shared, idleFrames);
    }
}
