// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stands for the Kubernetes API on a loopback socket: answers each request as the test has said, one after the other, and
 * leaves those unanswered for which nothing was said.
 */
final class FakeApiServer implements AutoCloseable {

    private final ServerSocket server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    FakeApiServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Writes an answer; may throw to break the connection off. */
    @FunctionalInterface
    interface Answer {
        void write(Wire wire) throws IOException, InterruptedException;
    }

    /** What the next request that has no answer yet gets. */
    FakeApiServer answer(Answer answer) {
        answers.add(answer);
        return this;
    }

    FakeApiServer answerList(String version, String... pods) {
        return answer(list(version, pods));
    }

    /** An empty list where the request asks for one, else that answer. */
    static Answer listOrWatch(String version, Answer watch) {
        return wire -> (wire.request.contains("watch=true") ? watch : list(version)).write(wire);
    }

    private static Answer list(String version, String... pods) {
        return wire -> wire.head(200)
                .chunk("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version
                        + "\"},\"items\":[" + String.join(",", pods) + "]}\n")
                .end();
    }

    FakeApiServer answerStatus(int status) {
        return answer(wire -> wire.head(status).chunk("{\"kind\":\"Status\"}").end());
    }

    /** Paths and queries, as they came. */
    List<String> requests() {
        return requests;
    }

    List<String> tokens() {
        return tokens;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                requests.add(request.split(" ")[1]);
                for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                    if (header.startsWith("Authorization: ")) {
                        tokens.add(header.substring("Authorization: ".length()));
                    }
                }
                Answer answer = answers.poll();
                if (answer == null) {
                    Thread.sleep(Long.MAX_VALUE);
                } else {
                    answer.write(new Wire(socket, request));
                }
            }
        } catch (IOException e) {
            // the watch has closed the connection, or the answer wants it broken off
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A chunked answer. */
    static final class Wire {

        private final Socket socket;
        private final String request;
        private final OutputStream out;

        Wire(Socket socket, String request) throws IOException {
            this.socket = socket;
            this.request = request;
            this.out = socket.getOutputStream();
        }

        Wire head(int status) throws IOException {
            return raw("HTTP/1.1 " + status
                    + " Status\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        Wire chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            return raw(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
        }

        Wire event(String type, String object) throws IOException {
            return chunk("{\"type\":\"" + type + "\",\"object\":" + object + "}\n");
        }

        Wire bookmark(String version) throws IOException {
            return event("BOOKMARK", "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"" + version + "\"}}");
        }

        /** Ends the answer in order. */
        void end() throws IOException {
            raw("0\r\n\r\n");
        }

        /** Leaves the answer open until the other side closes. */
        void stayOpen() throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
        }

        /** Ends the connection in the middle. */
        void breakOff() throws IOException {
            socket.close();
        }

        Wire raw(String text) throws IOException {
            out.write(text.getBytes(UTF_8));
            out.flush();
            return this;
        }
    }
}
