// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** OTLP over gRPC: HTTP/2 with prior knowledge (RFC 9113), one call after the other, with no more client than the bench needs. */
final class GrpcExport implements SpanLoad.ExportConnection {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_BYTES = 16_384;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final byte[] head = head();
    private long connectionWindow = 65_535;
    private int initialWindow = 65_535;
    private long streamWindow;
    private int stream = -1;
    private boolean ended;
    private boolean answered;
    private boolean taken;

    GrpcExport(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 * 1024));
        out.write(PREFACE);
        frame(SETTINGS, 0, 0, new byte[0], 0, 0);
        // answers are small: never out of room
        frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(1 << 30).array(), 0, 4);
        out.flush();
    }

    @Override
    public boolean export(byte[] body) throws IOException {
        stream += 2;
        streamWindow = initialWindow;
        ended = false;
        answered = false;
        taken = false;
        frame(HEADERS, END_HEADERS, stream, head, 0, head.length);
        for (int from = 0; from < body.length; ) {
            int length =
                    (int) Math.min(Math.min(body.length - from, FRAME_BYTES), Math.min(streamWindow, connectionWindow));
            if (length == 0) {
                out.flush();
                readFrame();
                continue;
            }
            frame(DATA, from + length == body.length ? END_STREAM : 0, stream, body, from, length);
            from += length;
            streamWindow -= length;
            connectionWindow -= length;
        }
        out.flush();
        while (!ended) {
            readFrame();
        }
        return taken;
    }

    private void readFrame() throws IOException {
        int lengthAndType = in.readInt();
        int length = lengthAndType >>> 8;
        int type = lengthAndType & 0xFF;
        int flags = in.readUnsignedByte();
        int id = in.readInt();
        byte[] payload = in.readNBytes(length);
        switch (type) {
            case SETTINGS -> settings(flags, payload);
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(PING, ACK, 0, payload, 0, length);
                    out.flush();
                }
            }
            case WINDOW_UPDATE -> {
                int increment = ByteBuffer.wrap(payload).getInt();
                if (id == 0) {
                    connectionWindow += increment;
                } else if (id == stream) {
                    streamWindow += increment;
                }
            }
            case RST_STREAM -> ended = id == stream;
            case GOAWAY -> throw new IOException("the connection is being closed");
            default -> answer(type, flags, id, payload);
        }
    }

    /** Success is a message, then trailers; a refusal has trailers alone. */
    private void answer(int type, int flags, int id, byte[] payload) {
        if (id != stream) {
            return;
        }
        answered |= type == DATA && payload.length > 0;
        if ((flags & END_STREAM) != 0) {
            ended = true;
            taken = type == HEADERS && answered;
        }
    }

    private void settings(int flags, byte[] payload) throws IOException {
        if ((flags & ACK) != 0) {
            return;
        }
        ByteBuffer settings = ByteBuffer.wrap(payload);
        while (settings.remaining() >= 6) {
            int name = settings.getShort();
            int value = settings.getInt();
            if (name == 4) {
                streamWindow += value - initialWindow;
                initialWindow = value;
            }
        }
        frame(SETTINGS, ACK, 0, new byte[0], 0, 0);
        out.flush();
    }

    private void frame(int type, int flags, int id, byte[] payload, int from, int length) throws IOException {
        out.writeInt(length << 8 | type);
        out.writeByte(flags);
        out.writeInt(id);
        out.write(payload, from, length);
    }

    /** Fields as literals that are not indexed: RFC 7541, 6.2.2. */
    private static byte[] head() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x83); // :method POST
        block.write(0x86); // :scheme http
        field(block, ":path", "/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        field(block, ":authority", "127.0.0.1");
        field(block, "content-type", "application/grpc");
        field(block, "te", "trailers");
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
