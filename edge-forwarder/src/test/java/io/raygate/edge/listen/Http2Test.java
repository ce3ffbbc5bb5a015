// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.edge.listen.ListenLimits.WhenFull;
import io.raygate.edge.listen.RawHttp2.Answer;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Protocol;
import io.raygate.edge.listen.Service.Response;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** HTTP/2 with prior knowledge as clients that mean well speak it, beside HTTP/1.1 on the same port. */
class Http2Test {

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final Recording service = new Recording();
    private final Listener listener = Listener.open(eventLoops, limits(), new FixedHttp2(100), service, service);

    @AfterEach
    void stop() {
        listener.close();
        await(() -> service.closed.get() == service.begun.get());
        assertThat(service.pending.held()).isZero();
        assertThat(listener.heldHeadBytes()).isZero();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void request_ofTheJdksClientOverHttp1_isServed() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/echo"))
                    .POST(HttpRequest.BodyPublishers.ofString("spans"))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("spans");
            assertThat(service.heads.getFirst().protocol()).isEqualTo(Protocol.HTTP_1_1);
        }
    }

    @Test
    void request_withBody_isServedWithWhatItSays() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            Answer answer = client.post(1, false, "/echo?a=b", "content-type", "text/plain")
                    .data(1, false, bytes("sp"))
                    .data(1, true, bytes("ans"))
                    .answer(1);

            assertThat(answer.status()).isEqualTo("200");
            assertThat(answer.body()).isEqualTo(bytes("spans"));
            assertThat(answer.head()).containsEntry("x-length", "5").containsEntry("content-length", "5");
            Service.Head head = service.heads.getFirst();
            assertThat(head.protocol()).isEqualTo(Protocol.HTTP_2);
            assertThat(head.method().name()).isEqualTo("POST");
            assertThat(head.target()).isEqualTo("/echo?a=b");
            assertThat(head.headers().entries())
                    .extracting(header -> header.getKey() + "=" + header.getValue())
                    .containsExactlyInAnyOrder("content-type=text/plain", "host=a");
            assertThat(head.sender().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void request_prefaceComesByteByByte_isServed() throws Exception {
        try (var client = new RawHttp2(listener.port())) {
            for (byte next : bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
                client.bytes(new byte[] {next});
            }
            assertThat(client.frame(RawHttp2.SETTINGS, 0, 0)
                            .post(1, true, "/echo")
                            .answer(1)
                            .status())
                    .isEqualTo("200");
        }
    }

    @Test
    void answer_withTrailers_endsWithThem() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            Answer answer =
                    client.post(1, false, "/grpc").data(1, true, bytes("abc")).answer(1);
            Answer empty = client.post(3, true, "/grpc").answer(3);

            assertThat(answer.body()).isEqualTo(bytes("abc"));
            assertThat(answer.head()).doesNotContainKey("content-length");
            assertThat(answer.trailers()).isEqualTo(Map.of("grpc-status", "0"));
            assertThat(empty.trailers()).isEqualTo(Map.of("grpc-status", "0"));
        }
    }

    @Test
    void request_endsWithTrailers_isServed() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            Answer answer = client.post(1, false, "/echo")
                    .data(1, false, bytes("abc"))
                    .frame(
                            RawHttp2.HEADERS,
                            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                            1,
                            RawHttp2.list("checksum", "1"))
                    .answer(1);

            assertThat(answer.body()).isEqualTo(bytes("abc"));
        }
    }

    @Test
    void requests_atOnce_areAnsweredInAnyOrder() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            client.post(1, true, "/later").post(3, true, "/later");
            await(() -> service.later.size() == 2);
            assertThat(client.post(5, true, "/echo").answer(5).status()).isEqualTo("200");

            service.later.get(1).complete(() -> new Response(202));
            assertThat(client.answer(3).status()).isEqualTo("202");
            service.later.get(0).complete(() -> new Response(201));
            assertThat(client.answer(1).status()).isEqualTo("201");
        }
    }

    /** Clients learn of it while the rest is on its way, which must not count against them. */
    @Test
    void request_refusedBeforeItsBodyHasCome_mayEndOrBeTakenBack() throws Exception {
        byte[] part = new byte[16_000];
        try (var client = RawHttp2.greeting(listener.port())) {
            for (int stream = 1; stream < 120; stream += 6) {
                client.post(stream, false, "/refused").post(stream + 2, false, "/echo");
                for (int sent = 0; sent < Recording.MAX_BODY; sent += part.length) {
                    client.data(stream, false, part).data(stream + 2, false, part);
                }
                assertThat(client.data(stream, true, part).answer(stream).status())
                        .isEqualTo("404");
                assertThat(client.reset(stream + 2)
                                .post(stream + 4, true, "/echo")
                                .answer(stream + 4)
                                .status())
                        .isEqualTo("200");
            }
        }
        assertThat(service.flooded).hasValue(0);
        assertThat(service.notHttp).hasValue(0);
        assertThat(service.count(Conclusion.ANSWERED)).isEqualTo(60);
    }

    @Test
    void request_largerThanItMayBe_isAnsweredSo() throws Exception {
        byte[] part = new byte[16_000];
        try (var client = RawHttp2.greeting(listener.port())) {
            client.post(1, false, "/echo");
            for (int sent = 0; sent < Recording.MAX_BODY; sent += part.length) {
                client.data(1, false, part);
            }
            assertThat(client.answer(1).status()).isEqualTo("413");
        }
    }

    @Test
    void request_meetsABug_isAnsweredWith500() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            assertThat(client.post(1, true, "/bug").answer(1).status()).isEqualTo("500");
            assertThat(service.count(Conclusion.FAILED)).isEqualTo(1);
            assertThat(client.post(3, true, "/echo").answer(3).status()).isEqualTo("200");
        }
    }

    @Test
    void head_request_getsNoBody() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            byte[] head = RawHttp2.list(":method", "HEAD", ":scheme", "http", ":path", "/large", ":authority", "a");
            Answer answer = client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, 1, head)
                    .answer(1);

            assertThat(answer.status()).isEqualTo("200");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void answer_largerThanTheWindow_comesAsTheClientMakesRoom() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            client.post(1, true, "/large");
            client.windowUpdate(0, Recording.LARGE).windowUpdate(1, Recording.LARGE);

            assertThat(client.answer(1).body()).hasSize(Recording.LARGE);
        }
    }

    @Test
    void body_ofMegabytes_keepsFlowing() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            byte[] part = new byte[16_384];
            for (int stream = 1; stream < 60; stream += 2) {
                client.post(stream, false, "/echo");
                for (int i = 0; i < 12; i++) {
                    client.data(stream, i == 11, part);
                }
                client.windowUpdate(0, 12 * part.length).windowUpdate(stream, 12 * part.length);
                assertThat(client.answer(stream).body()).hasSize(12 * part.length);
            }
        }
    }

    @Test
    void drain_requestUnderWay_isAnsweredAndTheConnectionEnds() throws Exception {
        try (var client = RawHttp2.greeting(listener.port())) {
            client.post(1, true, "/later");
            await(() -> service.later.size() == 1);
            listener.drain();
            RawHttp2.Frame goAway = client.next(RawHttp2.GOAWAY);
            assertThat(goAway.intAt(0)).isEqualTo(1);
            assertThat(goAway.intAt(4)).isZero();
            client.post(3, true, "/echo");

            service.later.getFirst().complete(() -> new Response(200));
            assertThat(client.answer(1).status()).isEqualTo("200");
            assertThat(client.next().isEnd()).isTrue();
            assertThat(service.begun).hasValue(1);
        }
    }

    @Test
    void drain_keptConnectionOfHttp1_endsWithItsNextResponse() throws Exception {
        try (var client = new RawClient(listener.port())) {
            String request = "POST /later HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n";
            client.send(request);
            await(() -> service.later.size() == 1);
            listener.drain();
            // the answer goes through the event loop, behind what drains
            service.later.getFirst().complete(() -> new Response(200));

            assertThat(client.readAll()).startsWith("HTTP/1.1 200").contains("connection: close");
        }
    }

    @Test
    void connection_withoutRequest_endsByItsDeadline() throws Exception {
        try (var silent = new RawHttp2(listener.port());
                var greeted = RawHttp2.greeting(listener.port());
                var served = RawHttp2.greeting(listener.port())) {
            assertThat(served.post(1, true, "/echo").answer(1).status()).isEqualTo("200");

            assertThat(silent.next().isEnd()).isTrue();
            assertThat(greeted.errorAtTheEnd()).isZero();
            assertThat(served.errorAtTheEnd()).isZero();
            assertThat(service.neverAsked).hasValue(2);
        }
    }

    static ListenLimits limits() {
        return new ListenLimits(
                "raygate.test",
                "127.0.0.1",
                0,
                new MemorySize(BigInteger.valueOf(8 * 1024)),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                20,
                WhenFull.REFUSE_NEW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    record FixedHttp2(int maxStreams) implements Http2Config {

        static final int MAX_IDLE_FRAMES = 300;

        @Override
        public MemorySize window() {
            return new MemorySize(BigInteger.valueOf(256 * 1024));
        }

        @Override
        public MemorySize maxHeads() {
            return new MemorySize(BigInteger.valueOf(256 * 1024));
        }

        @Override
        public int maxIdleFrames() {
            return MAX_IDLE_FRAMES;
        }
    }
}
