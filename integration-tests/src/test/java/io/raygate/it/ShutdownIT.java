// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.LoneForwarder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A forwarder that is told to stop ends within {@code raygate.publish.drain-timeout}, whatever hangs, and says what became
 * of every document. {@link LoneForwarder#close} fails where it does not.
 */
@Execution(ExecutionMode.CONCURRENT) // each test mostly waits for its forwarder to give up
class ShutdownIT {

    private static final int DOCUMENTS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** No call of the forwarder ends by itself before the test does. */
    private static final String[] NEVER_ENDING_CALLS = {
        "raygate.publish.request-timeout=10m", "raygate.publish.drain-timeout=6s", "raygate.block.linger=100ms"
    };

    @TempDir
    Path folder;

    @Test
    void stop_kinesisAcceptsAndNeverAnswers_storesAllAndTheNextProcessReplaysIt() throws IOException {
        try (var kinesis = new SilentServer()) {
            String output = sendAndStop(kinesis.endpoint(), "raygate.spool.directory=" + folder.resolve("spool"));

            assertThat(output)
                    .contains("Books closed: received=300, replayed=0, published=0, rejected=0, dropped=0, onDisk=300");
            assertThat(kinesis.connections()).isPositive();

            try (var next = start(kinesis.endpoint(), "raygate.spool.directory=" + folder.resolve("spool"))) {
                assertThat(next.metrics().replayed()).isEqualTo(DOCUMENTS);
                assertThat(next.metrics().addUp()).isTrue();
            }
        }
    }

    @Test
    void stop_kinesisDropsSyns_storesAll() throws IOException {
        try (var kinesis = new FullBacklog()) {
            String output = sendAndStop(kinesis.endpoint(), "raygate.spool.directory=" + folder.resolve("spool"));

            assertThat(output)
                    .contains("Books closed: received=300, replayed=0, published=0, rejected=0, dropped=0, onDisk=300");
        }
    }

    @Test
    void stop_kinesisNeverAnswersAndNoDirectory_countsAllAsDropped() throws IOException {
        try (var kinesis = new SilentServer()) {
            String output = sendAndStop(kinesis.endpoint());

            assertThat(output)
                    .contains("Books closed: received=300, replayed=0, published=0, rejected=0, dropped=300, onDisk=0");
        }
    }

    @Test
    void stop_credentialsNeverCome_storesAll() throws IOException {
        try (var sts = new SilentServer()) {
            String output = sendAndStop(
                    sts.endpoint(),
                    "raygate.aws.role-arn=arn:aws:iam::111122223333:role/raygate",
                    "raygate.spool.directory=" + folder.resolve("spool"));

            assertThat(output)
                    .contains("Books closed: received=300, replayed=0, published=0, rejected=0, dropped=0, onDisk=300");
        }
    }

    @Test
    void stop_listOfPodsNeverEnds_ends() throws IOException {
        try (var kinesis = new SilentServer();
                var kubernetes = new EndlessPodList()) {
            String output = sendAndStop(
                    kinesis.endpoint(),
                    "raygate.spool.directory=" + folder.resolve("spool"),
                    "raygate.node.name=node-1",
                    "raygate.workloads.source=kubernetes",
                    "raygate.workloads.kubernetes.api-server=" + kubernetes.endpoint());

            assertThat(kubernetes.connections()).isPositive();
            assertThat(output)
                    .contains("Books closed: received=300, replayed=0, published=0, rejected=0, dropped=0, onDisk=300");
        }
    }

    @Test
    void stop_clientOfThePortNeverReads_ends() throws IOException {
        try (var kinesis = new SilentServer();
                var forwarder = start(kinesis.endpoint());
                var client = new Socket(
                        forwarder.ipv4().getAddress(), forwarder.ipv4().getPort())) {
            client.getOutputStream()
                    .write("POST /GetSamplingRules HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(forwarder.stop()).contains("Books closed: received=0");
        }
    }

    /** For a thread that waits in native code a virtual machine that ends waits 300 ms, in which nobody listens. */
    @Test
    void run_callsUnderWay_noThreadWaitsForAllSocketsOfVirtualThreads() throws IOException {
        try (var kinesis = new SilentServer();
                var forwarder = start(kinesis.endpoint())) {
            await("a call").atMost(PATIENCE).until(() -> kinesis.connections() > 0);

            assertThat(forwarder.threadNames()).doesNotContain("MasterPoller");
        }
    }

    @Test
    void stop_withADelay_isNotReadyAndReceives() throws Exception {
        try (var kinesis = new SilentServer();
                var forwarder = start(kinesis.endpoint(), "raygate.receive.stop-delay=20s");
                var datagrams = new Datagrams(forwarder.ipv4())) {
            assertThat(readiness(forwarder)).isEqualTo(200);

            forwarder.terminate();
            await("not ready").atMost(PATIENCE).until(() -> readiness(forwarder) == 503);
            datagrams.send(Datagrams.framed("{\"name\":\"shop\",\"id\":\"1\",\"start_time\":1,\"end_time\":2}"));

            assertThat(forwarder.stop()).contains("Books closed: received=1,");
        }
    }

    private static int readiness(LoneForwarder forwarder) throws IOException {
        var connection = (HttpURLConnection)
                forwarder.management().resolve("/q/health/ready").toURL().openConnection();
        return connection.getResponseCode();
    }

    private String sendAndStop(String aws, String... properties) throws IOException {
        try (var forwarder = start(aws, properties);
                var datagrams = new Datagrams(forwarder.ipv4())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                datagrams.send(Datagrams.framed(
                        "{\"name\":\"shop\",\"id\":\"%016x\",\"start_time\":1,\"end_time\":2}".formatted(i)));
            }
            await("all received")
                    .atMost(PATIENCE)
                    .until(() -> forwarder.metrics().received() == DOCUMENTS);
            return forwarder.stop();
        }
    }

    private LoneForwarder start(String aws, String... properties) throws IOException {
        Path log = Files.createTempFile(folder, "forwarder", ".log");
        return LoneForwarder.start(
                log,
                Stream.of(Stream.of("aws.endpointUrl=" + aws), Stream.of(NEVER_ENDING_CALLS), Stream.of(properties))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    /** Accepts connections, and says nothing. */
    private static class SilentServer implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();

        SilentServer() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        int connections() {
            return sockets.size();
        }

        void serve(Socket socket) throws IOException {
            // it says nothing
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
                while (true) {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> {
                        try {
                            serve(socket);
                        } catch (IOException _) {
                            // the forwarder has closed it
                        }
                    });
                }
            } catch (IOException _) {
                // closed
            }
        }
    }

    /** Answers a list of pods, steadily and for ever. */
    private static final class EndlessPodList extends SilentServer {

        EndlessPodList() throws IOException {}

        @Override
        void serve(Socket socket) throws IOException {
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                            + "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[");
            for (int i = 0; ; i++) {
                write(
                        socket,
                        "{\"metadata\":{\"uid\":\"%d\",\"name\":\"p%d\",\"namespace\":\"shop\"},".formatted(i, i)
                                + "\"status\":{\"podIP\":\"10.%d.%d.%d\"}},"
                                        .formatted(i >> 16 & 255, i >> 8 & 255, i & 255));
            }
        }

        private static void write(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Listens, but has no place for another connection: Linux then drops SYNs. */
    private static final class FullBacklog implements AutoCloseable {

        private static final int MOST_CONNECTIONS = 64;

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        FullBacklog() throws IOException {
            boolean isFull = false;
            while (!isFull && waiting.size() < MOST_CONNECTIONS) {
                isFull = !connects();
            }
            assertThat(isFull).as("SYNs are dropped").isTrue();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }

        private boolean connects() throws IOException {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
                return true;
            } catch (SocketTimeoutException _) {
                return false;
            }
        }
    }
}
