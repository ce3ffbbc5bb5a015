// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
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

    /** A chunk of the pool is that many times doubled: 256 KiB. */
    private static final int CHUNK_ORDER = 5;

    private static final int PAGE_BYTES = 8 * 1024;
    private static final int CACHED_BUFFERS = 32;

    /** As much as the payload of the largest frame, whatever the socket has. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int FIRST_BYTES = 2 * 1024;
    private static final int FEW_BYTES = 512;

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

    /**
     * Buffers of a port where much is read: they come from a pool, so that reading makes no garbage. A connection holds one at
     * most, with the part of a frame that has come, and a second one for the rest of it.
     */
    static void configure(ServerBootstrap server) {
        server.childOption(
                        ChannelOption.ALLOCATOR,
                        new PooledByteBufAllocator(
                                false, 1, 0, PAGE_BYTES, CHUNK_ORDER, CACHED_BUFFERS, CACHED_BUFFERS, false))
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(FEW_BYTES, FIRST_BYTES, READ_BYTES));
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
