// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of HTTP/2 that sends the frames it likes. */
public final class RawHttp2 implements AutoCloseable {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;
    public static final int PADDED = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder(false);

    /** Connects and sends nothing. */
    public RawHttp2(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects, and begins as clients begin. */
    public static RawHttp2 greeting(int port) throws IOException {
        return new RawHttp2(port).bytes(PREFACE).frame(SETTINGS, 0, 0);
    }

    /** Sends bytes; gives up silently where the server has closed, as it may at any time. */
    public RawHttp2 bytes(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException _) {
            // closed by the server
        }
        return this;
    }

    public RawHttp2 frame(int type, int flags, int stream, int... payload) throws IOException {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return frame(type, flags, stream, bytes);
    }

    public RawHttp2 frame(int type, int flags, int stream, byte[] payload) throws IOException {
        return bytes(encode(type, flags, stream, payload));
    }

    /** A frame, to be sent in a row of others. */
    public static byte[] encode(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The same bytes again and again, in few writes. */
    public RawHttp2 flood(byte[] bytes, int times) throws IOException {
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            many.writeBytes(bytes);
            if (many.size() > 64 * 1024 || i == times - 1) {
                bytes(many.toByteArray());
                many.reset();
            }
        }
        return this;
    }

    /** The head of a POST request. */
    public RawHttp2 post(int stream, boolean isLast, String path, String... more) throws IOException {
        return frame(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, postHead(path, more));
    }

    public static byte[] postHead(String path, String... more) {
        var head = new ByteArrayOutputStream();
        head.writeBytes(list(":method", "POST", ":scheme", "http", ":path", path, ":authority", "a"));
        head.writeBytes(list(more));
        return head.toByteArray();
    }

    /** A header list, without compression: names and values by turns. */
    public static byte[] list(String... namesAndValues) {
        var list = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.write(0);
            text(list, namesAndValues[i]);
            text(list, namesAndValues[i + 1]);
        }
        return list.toByteArray();
    }

    public RawHttp2 data(int stream, boolean isLast, byte[] data) throws IOException {
        return frame(DATA, isLast ? END_STREAM : 0, stream, data);
    }

    public RawHttp2 windowUpdate(int stream, int increment) throws IOException {
        return frame(
                WINDOW_UPDATE,
                0,
                stream,
                ByteBuffer.allocate(4).putInt(increment).array());
    }

    public RawHttp2 setting(int id, int value) throws IOException {
        return frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) id).putInt(value).array());
    }

    public RawHttp2 reset(int stream) throws IOException {
        return frame(RST_STREAM, 0, stream, 0, 0, 0, 8);
    }

    /** The next frame; of type -1 once the server has closed. */
    public Frame next() throws IOException {
        try {
            int first = in.read();
            if (first < 0) {
                return Frame.END;
            }
            int length = first << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(type, flags, stream, payload);
        } catch (SocketException _) {
            return Frame.END;
        }
    }

    /** Reads on to the first frame of a type; to the end if none comes. */
    public Frame next(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type && !frame.isEnd()) {
            frame = next();
        }
        return frame;
    }

    /** The code of the GOAWAY that the server sends before it closes, or -1 where it sends none. */
    public int errorAtTheEnd() throws IOException {
        int error = -1;
        for (Frame frame = next(); !frame.isEnd(); frame = next()) {
            if (frame.type() == GOAWAY) {
                error = frame.intAt(4);
            }
        }
        return error;
    }

    /** The whole answer on a stream; the status is {@code RST_n} where the stream is reset first. */
    public Answer answer(int stream) throws IOException, Http2Exception {
        Map<String, String> head = new LinkedHashMap<>();
        var body = new ByteArrayOutputStream();
        boolean hasHead = false;
        Map<String, String> trailers = new LinkedHashMap<>();
        while (true) {
            Frame frame = next();
            if (frame.isEnd()) {
                return new Answer("END", head, body.toByteArray(), trailers);
            }
            Map<String, String> headers = frame.type() == HEADERS ? headers(frame) : Map.of();
            if (frame.stream() != stream) {
                continue;
            }
            if (frame.type() == RST_STREAM) {
                return new Answer("RST_" + frame.intAt(0), head, body.toByteArray(), trailers);
            }
            if (frame.type() == HEADERS) {
                (hasHead ? trailers : head).putAll(headers);
                hasHead = true;
            }
            if (frame.type() == DATA) {
                body.writeBytes(frame.payload());
            }
            boolean isLast = frame.type() <= HEADERS && (frame.flags() & END_STREAM) != 0;
            if (isLast) {
                return new Answer(head.getOrDefault(":status", "?"), head, body.toByteArray(), trailers);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, String> headers(Frame frame) throws Http2Exception {
        Http2Headers decoded = hpack.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
        Map<String, String> headers = new LinkedHashMap<>();
        decoded.forEach(header ->
                headers.put(header.getKey().toString(), header.getValue().toString()));
        return headers;
    }

    private static void text(ByteArrayOutputStream list, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < 127) {
            list.write(bytes.length);
        } else {
            list.write(127);
            int rest = bytes.length - 127;
            while (rest >= 128) {
                list.write(rest & 127 | 128);
                rest >>>= 7;
            }
            list.write(rest);
        }
        list.writeBytes(bytes);
    }

    /** A frame of the server. */
    @SuppressWarnings("ArrayRecordComponent") // read at once
    public record Frame(int type, int flags, int stream, byte[] payload) {

        static final Frame END = new Frame(-1, 0, 0, new byte[0]);

        public boolean isEnd() {
            return type < 0;
        }

        public int intAt(int offset) {
            return ByteBuffer.wrap(payload).getInt(offset);
        }
    }

    /** What the server answers. */
    @SuppressWarnings("ArrayRecordComponent") // read at once
    public record Answer(String status, Map<String, String> head, byte[] body, Map<String, String> trailers) {}
}
