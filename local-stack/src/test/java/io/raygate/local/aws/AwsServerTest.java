// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsServerTest {

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(2);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AwsServer server = new AwsServer(
            FixedAwsConfig.anyPort(),
            Optional::empty,
            eventLoops,
            List.of(
                    new PathApi("/echo", request -> new AwsResponse(200, Map.of("x-own", "1"), request.body())),
                    new PathApi("/bug", request -> {
                        throw new IllegalStateException("bug");
                    }),
                    new PathApi("/reset", request -> AwsResponse.connectionReset()),
                    new PathApi("/wait", this::waitForGate)));

    @BeforeEach
    void start() throws InterruptedException {
        server.start(new StartupEvent());
    }

    @AfterEach
    void stop() throws InterruptedException {
        gate.countDown();
        server.stop(new ShutdownEvent());
        client.close();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void request_accepted_comesBackWithRequestId() throws Exception {
        HttpResponse<String> response = post("/echo", "ünchanged");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ünchanged");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(response.headers().firstValue("x-own")).contains("1");
    }

    @Test
    void request_nobodyAccepts_is404NamingPathAndTarget() throws Exception {
        HttpResponse<String> response = post("/nowhere", "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("UnknownOperationException", "/nowhere", "x-amz-target=none");
    }

    @Test
    void request_bodyOverTheLimit_is413() throws Exception {
        assertThat(post("/echo", "x".repeat(1_000)).statusCode()).isEqualTo(200);
        assertThat(post("/echo", "x".repeat(1_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void request_bodiesOverWhatAllMayHave_is503UntilOneIsAnswered() throws Exception {
        var waiting = client.sendAsync(request("/wait", "x".repeat(1_000)), HttpResponse.BodyHandlers.ofString());
        await(() -> entered.getCount() == 1);

        assertThat(post("/echo", "x".repeat(501)).statusCode()).isEqualTo(503);
        assertThat(post("/echo", "x".repeat(500)).statusCode()).isEqualTo(200);
        gate.countDown();
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        await(() -> server.status().get("requestsUnderWay").equals(0));
        assertThat(post("/echo", "x".repeat(1_000)).statusCode()).isEqualTo(200);
    }

    @Test
    void request_serviceThrows_is500() throws Exception {
        assertThat(post("/bug", "").statusCode()).isEqualTo(500);
        assertThat(server.status()).containsEntry("failed", 1L);
    }

    @Test
    void request_resetAnswered_clientSeesReset() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void request_waitsInManyParts_isAnswered() throws Exception {
        int pairs = 4;
        String whole = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        String inParts = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\nx\r\n".repeat(10_000) + "0\r\n\r\n";
        try (Socket socket = connect()) {
            send(socket, (whole + inParts).repeat(pairs));
            socket.shutdownOutput();

            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(1 + 2 * pairs);
        }
    }

    @Test
    void request_clientLeavesInTheMiddle_givesItsPermitBack() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
            await(() -> server.status().get("requestsUnderWay").equals(1));
        }

        await(() -> server.status().get("requestsUnderWay").equals(0));
    }

    @Test
    void request_moreThanAllowedAtATime_is503AndOthersFinish() throws Exception {
        var first = postAsync("/wait");
        var second = postAsync("/wait");
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(post("/echo", "").statusCode()).isEqualTo(503);
        gate.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /echo HTTP/2.0 | Content-Length: 0                          | 505
            POST /echo HTTP/1.2 | Content-Length: 0                          | 505
            POST /echo HTTP/1.1 | Transfer-Encoding: gzip, chunked           | 501
            POST /echo HTTP/1.1 | Transfer-Encoding: identity                | 501
            POST /echo HTTP/1.1 | Content-Length: nothing                    | 400
            POST /wait HTTP/1.1 | Content-Length: 1001\\r\\nExpect: 100-continue | 413
            """)
    void request_headThatIsNotServed_isRefusedOnceAndTheConnectionEnds(String line, String header, int status)
            throws Exception {
        try (Socket socket = connect()) {
            send(socket, line + "\r\nHost: localhost\r\n" + header.replace("\\r\\n", "\r\n") + "\r\n\r\n");

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("100 Continue");
            assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        }
        await(() -> server.status().get("requestsUnderWay").equals(0));
    }

    @Test
    void request_expectsToBeToldToGoOn_isTold() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(new String(socket.getInputStream().readNBytes(25), UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "abc");
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("abc");
        }
    }

    @Test
    void connect_moreThanAllowed_closesTheNewOne() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < FixedAwsConfig.anyPort().maxConnections(); i++) {
                sockets.add(connect());
            }
            await(() -> server.status().get("connections").equals(sockets.size()));
            try (Socket oneMore = connect()) {
                assertThat(isClosedByTheServer(oneMore)).isTrue();
            }
            assertThat(server.status()).containsEntry("refusedConnections", 1L);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        await(() -> server.status().get("connections").equals(0));
        assertThat(post("/echo", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST /echo HTTP/1.1\r\nX-Trickle: ", "POST /echo HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n"})
    void request_trickles_isClosedWhateverComes(String beginning) throws Exception {
        var impatient =
                new AwsServer(FixedAwsConfig.anyPort(Duration.ofMillis(300)), Optional::empty, eventLoops, List.of());
        impatient.start(new StartupEvent());
        try (Socket socket =
                new Socket(impatient.endpoint().getHost(), impatient.endpoint().getPort())) {
            send(socket, beginning);

            await(() -> !canSend(socket));
            await(() -> impatient.status().get("connections").equals(0));
            assertThat(impatient.status()).containsEntry("requestsUnderWay", 0);
        } finally {
            impatient.stop(new ShutdownEvent());
        }
    }

    private static boolean canSend(Socket socket) {
        try {
            send(socket, "x");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isClosedByTheServer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException _) {
            return true; // reset
        }
    }

    @Test
    void stop_requestUnderWay_isAnsweredFirst() throws Exception {
        var first = postAsync("/wait");
        var second = postAsync("/wait");
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                server.stop(new ShutdownEvent());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        gate.countDown();
        stopped.get(20, TimeUnit.SECONDS);

        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @Test
    void start_portInUse_namesTheKeyInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            FixedAwsConfig config = new FixedAwsConfig(taken.getLocalPort(), 1, Duration.ofSeconds(30), Duration.ZERO);
            AwsServer late = new AwsServer(config, Optional::empty, eventLoops, List.of());

            assertThatThrownBy(() -> late.start(new StartupEvent()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("raygate.local.aws.port")
                    .hasNoCause();
        }
    }

    private AwsResponse waitForGate(AwsRequest request) {
        entered.countDown();
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new AwsResponse(200, Map.of(), new byte[0]);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> postAsync(String path) {
        return client.sendAsync(request(path, ""), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(server.endpoint().resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Socket connect() throws IOException {
        return new Socket(server.endpoint().getHost(), server.endpoint().getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** Answers one path. */
    private record PathApi(String path, Function<AwsRequest, AwsResponse> answer) implements AwsApi {

        @Override
        public boolean accepts(AwsRequest request) {
            return request.path().equals(path);
        }

        @Override
        public AwsResponse handle(AwsRequest request) {
            return answer.apply(request);
        }
    }
}
