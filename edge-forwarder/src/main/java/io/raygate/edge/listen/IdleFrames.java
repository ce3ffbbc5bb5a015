// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

import static io.netty.handler.codec.http2.Http2CodecUtil.DEFAULT_HEADER_TABLE_SIZE;

/**
 * Counts what a client of HTTP/2 makes the server do without bringing a request forward: PING, SETTINGS, PRIORITY,
 * WINDOW_UPDATE, RST_STREAM and unknown frames, DATA of a few bytes, and streams that the server had to reset. One count for
 * all of them leaves no flood out, of whatever frames it is made. Every answered request makes up for some, since
 * clients that work send them too. Counted as they are read, frames for streams that are gone included. Confined to the
 * event loop.
 */
final class IdleFrames {

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int FOR_AN_ANSWER = 16;
    private static final int FEW_BYTES = 64;

    private final int max;
    private final LongSupplier nanoTime;
    private long periodBegan;
    private int count;

    /** @param max in ten seconds, beyond those that answers make up for */
    IdleFrames(int max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
        this.periodBegan = nanoTime.getAsLong();
    }

    /** A request was answered. */
    void answered() {
        count = Math.max(0, count - FOR_AN_ANSWER);
    }

    /**
     * Counts one.
     *
     * @throws Http2Exception that closes the connection, if it is one too many
     */
    void count() throws Http2Exception {
        long now = nanoTime.getAsLong();
        if (now - periodBegan >= PERIOD_NANOS) {
            periodBegan = now;
            count = 0;
        }
        count++;
        if (count > max) {
            throw Http2Exception.connectionError(
                    Http2Error.ENHANCE_YOUR_CALM, "Too many frames that bring no request forward");
        }
    }

    /** Reads as another reader does, and counts. */
    Http2FrameReader countedFrom(Http2FrameReader reader) {
        return new Http2FrameReader() {

            private @Nullable Counted counted;

            @Override
            public void readFrame(ChannelHandlerContext context, ByteBuf bytes, Http2FrameListener listener)
                    throws Http2Exception {
                if (counted == null || !counted.isOf(listener)) {
                    counted = new Counted(listener);
                }
                reader.readFrame(context, bytes, counted);
            }

            @Override
            public Configuration configuration() {
                return reader.configuration();
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private final class Counted extends Http2FrameListenerDecorator {

        Counted(Http2FrameListener listener) {
            super(listener);
        }

        boolean isOf(Http2FrameListener other) {
            return listener.equals(other);
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean isLast)
                throws Http2Exception {
            if (data.readableBytes() < FEW_BYTES && !isLast) {
                count();
            }
            return super.onDataRead(context, stream, data, padding, isLast);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean isLast)
                throws Http2Exception {
            // its priority is of no use here, as of RFC 9113
            listener.onHeadersRead(context, stream, headers, padding, isLast);
        }

        @Override
        public void onPriorityRead(
                ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
                throws Http2Exception {
            count();
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) throws Http2Exception {
            count();
            super.onRstStreamRead(context, stream, error);
        }

        @Override
        public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
            count();
            super.onSettingsAckRead(context);
        }

        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
            count();
            Long table = settings.headerTableSize();
            if (table != null && table > DEFAULT_HEADER_TABLE_SIZE) {
                settings.headerTableSize(DEFAULT_HEADER_TABLE_SIZE); // the client allows more, and need not get it
            }
            super.onSettingsRead(context, settings);
        }

        @Override
        public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
            count();
            super.onPingRead(context, data);
        }

        @Override
        public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
            count();
            super.onPingAckRead(context, data);
        }

        @Override
        public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long error, ByteBuf debug)
                throws Http2Exception {
            count();
            super.onGoAwayRead(context, lastStream, error, debug);
        }

        @Override
        public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) throws Http2Exception {
            count();
            super.onWindowUpdateRead(context, stream, increment);
        }

        @Override
        public void onUnknownFrame(
                ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
                throws Http2Exception {
            count();
            super.onUnknownFrame(context, type, stream, flags, payload);
        }
    }
}
