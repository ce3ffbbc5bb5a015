// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.raygate.edge.listen.Http2Test.FixedHttp2;
import io.raygate.edge.listen.RawHttp2.Answer;
import io.raygate.edge.listen.RawHttp2.Frame;
import io.raygate.edge.listen.Service.Conclusion;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** Clients of HTTP/2 that mean harm, frame by frame. Each is sent away alone: another one is served all the time. */
class Http2AttackTest {

    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int FRAME_SIZE_ERROR = 6;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static final int MAX_STREAMS = 50;
    private static final int MANY = 50 * FixedHttp2.MAX_IDLE_FRAMES;

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final Recording service = new Recording();
    private final Listener listener =
            Listener.open(eventLoops, Http2Test.limits(), new FixedHttp2(MAX_STREAMS), service, service);
    private RawHttp2 attacker;
    private RawHttp2 other;

    @BeforeEach
    void connect() throws Exception {
        attacker = RawHttp2.greeting(listener.port());
        other = RawHttp2.greeting(listener.port());
    }

    /** The other one's connection may have come to the end of its idle time; a new one always serves. */
    @AfterEach
    void othersAreServed_andNothingIsHeld() throws Exception {
        try (var another = RawHttp2.greeting(listener.port())) {
            assertThat(another.post(1, false, "/echo")
                            .data(1, true, "spans".getBytes(US_ASCII))
                            .answer(1)
                            .body())
                    .isEqualTo("spans".getBytes(US_ASCII));
        }
        attacker.close();
        other.close();
        await(() -> service.openConnections() == 0);
        await(() -> service.closed.get() == service.begun.get());
        assertThat(listener.heldHeadBytes()).isZero();
        assertThat(service.pending.held()).isZero();
        listener.close();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** CVE-2023-44487. */
    @Test
    void rapidReset_requestsThatAreTakenBack_closesTheConnection() throws Exception {
        for (int stream = 1; stream < 2 * MANY; stream += 2) {
            attacker.post(stream, true, "/later").reset(stream);
        }

        assertThat(attacker.errorAtTheEnd()).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(service.flooded).hasValue(1);
        assertThat(service.count(Conclusion.CLIENT_GONE)).isBetween(1, FixedHttp2.MAX_IDLE_FRAMES + MAX_STREAMS);
        assertThat(service.begun.get()).isLessThan(FixedHttp2.MAX_IDLE_FRAMES + MAX_STREAMS);
    }

    /** Streams that the client does not reset itself, but has the server reset: CVE-2025-8671. */
    static Stream<Arguments> provocations() {
        return Stream.of(
                argumentSet("a window of zero more", RawHttp2.WINDOW_UPDATE, 0, new byte[4]),
                argumentSet("a window beyond its maximum", RawHttp2.WINDOW_UPDATE, 0, new byte[] {
                    0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF
                }),
                argumentSet(
                        "trailers that do not end", RawHttp2.HEADERS, RawHttp2.END_HEADERS, RawHttp2.list("a", "b")),
                argumentSet(
                        "a second head",
                        RawHttp2.HEADERS,
                        RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                        RawHttp2.postHead("/later")),
                argumentSet("a priority of the wrong size", RawHttp2.PRIORITY, 0, new byte[4]),
                argumentSet("more than was declared", RawHttp2.DATA, 0, new byte[100]));
    }

    @ParameterizedTest
    @MethodSource("provocations")
    void madeYouReset_serverHasToResetStreams_closesTheConnection(int type, int flags, byte[] payload)
            throws Exception {
        for (int stream = 1; stream < 2 * MANY; stream += 2) {
            attacker.post(stream, false, "/later", "content-length", "10");
            attacker.frame(type, flags, stream, payload);
        }

        assertThat(attacker.errorAtTheEnd()).isPositive();
        assertThat(service.flooded.get() + service.notHttp.get()).isPositive();
        assertThat(service.begun.get()).isLessThan(FixedHttp2.MAX_IDLE_FRAMES + MAX_STREAMS);
    }

    @Test
    void madeYouReset_dataAfterTheEnd_closesTheConnection() throws Exception {
        for (int stream = 1; stream < 2 * MANY; stream += 2) {
            attacker.post(stream, true, "/later").data(stream, true, new byte[10]);
        }

        assertThat(attacker.errorAtTheEnd()).isPositive();
        assertThat(service.begun.get()).isLessThan(FixedHttp2.MAX_IDLE_FRAMES + MAX_STREAMS);
    }

    @ParameterizedTest
    @CsvSource({
        "settings,        4, 0, 0",
        "settings acks,   4, 1, 0",
        "pings,           6, 0, 8",
        "ping acks,       6, 1, 8",
        "priorities,      2, 0, 5",
        "unknown frames,  77, 0, 100",
        "empty data,      0, 0, 0",
        "bytes of data,   0, 0, 1",
        "padding alone,   0, 8, 200",
        "window updates,  8, 0, 4",
    })
    void flood_ofFramesThatBringNothingForward_closesTheConnection(String what, int type, int flags, int size)
            throws Exception {
        boolean isOfAStream = type == RawHttp2.DATA || type == RawHttp2.PRIORITY || type == 77;
        byte[] payload = new byte[size];
        if (type == RawHttp2.WINDOW_UPDATE) {
            payload[3] = 1;
        } else if (flags == RawHttp2.PADDED) {
            payload[0] = (byte) (size - 1);
        }
        attacker.post(1, false, "/later");
        attacker.flood(RawHttp2.encode(type, flags, isOfAStream ? 1 : 0, payload), MANY);

        assertThat(attacker.errorAtTheEnd()).as(what).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(service.flooded).hasValue(1);
    }

    /** Netty ignores them without telling the handler. */
    @ParameterizedTest
    @ValueSource(ints = {RawHttp2.WINDOW_UPDATE, RawHttp2.RST_STREAM})
    void flood_ofFramesForAStreamThatIsGone_closesTheConnection(int type) throws Exception {
        assertThat(attacker.post(1, true, "/echo").answer(1).status()).isEqualTo("200");
        attacker.flood(RawHttp2.encode(type, 0, 1, new byte[] {0, 0, 0, 1}), MANY);

        assertThat(attacker.errorAtTheEnd()).isEqualTo(ENHANCE_YOUR_CALM);
    }

    @Test
    void pings_thatAreNeverRead_stopTheReading() throws Exception {
        attacker.flood(RawHttp2.encode(RawHttp2.PING, 0, 0, new byte[8]), FixedHttp2.MAX_IDLE_FRAMES - 10);

        assertThat(other.post(1, true, "/echo").answer(1).status()).isEqualTo("200");
    }

    /** Of 2024, CVE-2024-27316 among others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 16_000})
    void continuationFlood_ofAnySize_closesTheConnection(int size) throws Exception {
        attacker.frame(RawHttp2.HEADERS, 0, 1, RawHttp2.postHead("/echo"));
        byte[] field = RawHttp2.list("x", "y".repeat(Math.max(0, size - 7)));
        byte[] part = size < 8 ? new byte[size] : field;
        attacker.flood(RawHttp2.encode(RawHttp2.CONTINUATION, 0, 1, part), MANY);

        assertThat(attacker.errorAtTheEnd()).isPositive();
        assertThat(service.begun).hasValue(0);
        assertThat(service.flooded.get() + service.notHttp.get()).isEqualTo(1);
    }

    /** CVE-2016-6581: a field in the dynamic table costs a byte to name again. */
    @Test
    void hpackBomb_oneFieldAThousandTimes_isRefused() throws Exception {
        var head = new ByteArrayOutputStream();
        head.writeBytes(RawHttp2.postHead("/echo"));
        byte[] indexed = RawHttp2.list("x", "y".repeat(3_000));
        indexed[0] = 0x40;
        head.writeBytes(indexed);
        for (int i = 0; i < 5_000; i++) {
            head.write(0x80 | 62);
        }
        attacker.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, 1, head.toByteArray());

        assertThat(attacker.answer(1).status()).isEqualTo("431");
        assertThat(service.begun).hasValue(0);
        assertThat(attacker.post(3, true, "/echo").answer(3).status()).isEqualTo("200");
    }

    @Test
    void head_largerThanItMayBe_isAnsweredWith431() throws Exception {
        Answer answer =
                attacker.post(1, true, "/echo", "x", "y".repeat(8 * 1024)).answer(1);

        assertThat(answer.status()).isEqualTo("431");
        assertThat(service.notHttp).hasValue(1);
        assertThat(attacker.post(3, true, "/echo").answer(3).status()).isEqualTo("200");
    }

    static Stream<Arguments> malformedHeads() {
        String[] whole = {":method", "POST", ":scheme", "http", ":path", "/echo", ":authority", "a"};
        return Stream.of(
                argumentSet("no method", (Object) without(whole, ":method")),
                argumentSet("no path", (Object) without(whole, ":path")),
                argumentSet("no scheme", (Object) without(whole, ":scheme")),
                argumentSet("two paths", (Object) with(whole, ":path", "/other")),
                argumentSet("two methods", (Object) with(whole, ":method", "GET")),
                argumentSet("empty path", (Object) with(without(whole, ":path"), ":path", "")),
                argumentSet("space in the path", (Object) with(without(whole, ":path"), ":path", "/a HTTP/1.1")),
                argumentSet("unknown pseudo-header", (Object) with(whole, ":other", "a")),
                argumentSet("pseudo-header of responses", (Object) with(whole, ":status", "200")),
                argumentSet("pseudo-header at the end", (Object)
                        with(with(without(whole, ":path"), "x", "y"), ":path", "/")),
                argumentSet("upper case", (Object) with(whole, "X-Name", "a")),
                argumentSet("empty name", (Object) with(whole, "", "a")),
                argumentSet("name with a colon", (Object) with(whole, "a:b", "a")),
                argumentSet("name with a space", (Object) with(whole, "a b", "a")),
                argumentSet("value with a line feed", (Object) with(whole, "x", "a\nb: c")),
                argumentSet("value with a carriage return", (Object) with(whole, "x", "a\rb")),
                argumentSet("value with a zero", (Object) with(whole, "x", "a\0b")),
                argumentSet("connection", (Object) with(whole, "connection", "close")),
                argumentSet("transfer-encoding", (Object) with(whole, "transfer-encoding", "chunked")),
                argumentSet("upgrade", (Object) with(whole, "upgrade", "h2c")),
                argumentSet("te other than trailers", (Object) with(whole, "te", "gzip")),
                argumentSet("another host", (Object) with(whole, "host", "b")),
                argumentSet("content-length without body", (Object) with(whole, "content-length", "5")),
                argumentSet("content-length that is none", (Object) with(whole, "content-length", "-1")),
                argumentSet("content-length beyond any", (Object) with(whole, "content-length", "9".repeat(40))),
                argumentSet("two content-lengths", (Object) with(whole, "content-length", "0", "content-length", "5")));
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void head_malformed_isRefusedAndServesNobody(String[] head) throws Exception {
        attacker.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, 1, RawHttp2.list(head));
        Answer answer = attacker.answer(1);

        assertThat(answer.status()).isIn("RST_" + PROTOCOL_ERROR, "END");
        assertThat(service.begun).hasValue(0);
        assertThat(service.notHttp).hasValue(1);
    }

    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                argumentSet("data on stream 0", RawHttp2.DATA, 0, 0, 10, PROTOCOL_ERROR),
                argumentSet("data of no stream", RawHttp2.DATA, 0, 99, 10, PROTOCOL_ERROR),
                argumentSet("head on an even stream", RawHttp2.HEADERS, 4, 2, 0, PROTOCOL_ERROR),
                argumentSet("padding longer than its frame", RawHttp2.DATA, RawHttp2.PADDED, 1, -10, PROTOCOL_ERROR),
                argumentSet("a push", 5, 4, 1, 4, PROTOCOL_ERROR),
                argumentSet("continuation of nothing", RawHttp2.CONTINUATION, 4, 1, 10, PROTOCOL_ERROR),
                argumentSet("reset of no stream", RawHttp2.RST_STREAM, 0, 99, 4, PROTOCOL_ERROR),
                argumentSet("reset of the wrong size", RawHttp2.RST_STREAM, 0, 1, 5, FRAME_SIZE_ERROR),
                argumentSet("ping of the wrong size", RawHttp2.PING, 0, 0, 7, FRAME_SIZE_ERROR),
                argumentSet("settings of the wrong size", RawHttp2.SETTINGS, 0, 0, 5, FRAME_SIZE_ERROR),
                argumentSet("a huge frame", RawHttp2.DATA, 0, 1, 16_385, FRAME_SIZE_ERROR),
                argumentSet("a huge unknown frame", 99, 0, 1, 16_385, FRAME_SIZE_ERROR));
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void frame_broken_closesTheConnectionWithItsError(int type, int flags, int stream, int size, int error)
            throws Exception {
        byte[] payload = new byte[Math.abs(size)];
        if (size < 0) {
            payload[0] = 127;
        }
        attacker.post(1, false, "/echo").frame(type, flags, stream, payload);

        assertThat(attacker.errorAtTheEnd()).isEqualTo(error);
        assertThat(service.notHttp).hasValue(1);
        assertThat(service.count(Conclusion.MALFORMED)).isEqualTo(service.begun.get());
    }

    @Test
    void frame_announcesSixteenMegabytes_isRefusedBeforeTheyCome() throws Exception {
        attacker.bytes(new byte[] {-1, -1, -1, 0, 0, 0, 0, 0, 1});

        assertThat(attacker.errorAtTheEnd()).isEqualTo(FRAME_SIZE_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"4, -1, 3", "4, -2147483648, 3", "5, 100, 1", "5, 16777216, 1", "2, 2, 1"})
    void settings_outOfRange_closeTheConnection(int id, int value, int error) throws Exception {
        attacker.setting(id, value);

        assertThat(attacker.errorAtTheEnd()).isEqualTo(error);
    }

    @Test
    void settings_tableOfGigabytes_costsNothing() throws Exception {
        attacker.setting(1, Integer.MAX_VALUE);

        assertThat(attacker.post(1, true, "/echo").answer(1).status()).isEqualTo("200");
    }

    @Test
    void window_ofTheConnectionOverflows_closesIt() throws Exception {
        attacker.windowUpdate(0, Integer.MAX_VALUE).windowUpdate(0, Integer.MAX_VALUE);

        assertThat(attacker.errorAtTheEnd()).isEqualTo(FLOW_CONTROL_ERROR);
    }

    @Test
    void window_thatStaysZero_endsWithTheDeadlineOfTheRequest() throws Exception {
        attacker.setting(4, 0);
        for (int stream = 1; stream < 20; stream += 2) {
            attacker.post(stream, true, "/large");
        }

        assertThat(attacker.answer(19).status()).isEqualTo("RST_8");
        assertThat(service.count(Conclusion.ANSWERED)).isEqualTo(10);
    }

    @Test
    void window_thatGrowsByteByByte_closesTheConnection() throws Exception {
        attacker.setting(4, 0).post(1, true, "/large");
        for (int i = 0; i < MANY; i++) {
            attacker.windowUpdate(1, 1);
        }

        assertThat(attacker.errorAtTheEnd()).isEqualTo(ENHANCE_YOUR_CALM);
    }

    @Test
    void answers_thatAreNeverRead_endWithTheDeadline() throws Exception {
        attacker.setting(4, 1 << 30).windowUpdate(0, 1 << 30);
        for (int stream = 1; stream < 1_000; stream += 2) {
            attacker.post(stream, true, "/large");
        }

        await(() -> service.openConnections() <= 1); // the other one's is idle, or gone
        assertThat(service.begun.get()).isLessThan(200);
    }

    @Test
    void streams_moreThanThereMayBe_areRefusedThoughSettingsAreNotAcknowledged() throws Exception {
        for (int i = 0; i <= MAX_STREAMS; i++) {
            attacker.post(2 * i + 1, false, "/echo");
        }

        assertThat(attacker.answer(2 * MAX_STREAMS + 1).status()).isEqualTo("RST_7");
        assertThat(service.streamsRefused).hasValue(1);
        assertThat(service.begun).hasValue(MAX_STREAMS);
    }

    @Test
    void heads_moreThanThereIsMemoryFor_areRefusedUntilOthersAreGone() throws Exception {
        String large = "y".repeat(7_000);
        for (int i = 0; i < MAX_STREAMS; i++) {
            attacker.post(2 * i + 1, false, "/echo", "x", large);
        }

        assertThat(attacker.answer(2 * MAX_STREAMS - 1).status()).isEqualTo("RST_7");
        assertThat(service.streamsRefused.get()).isPositive();
        assertThat(listener.heldHeadBytes()).isLessThanOrEqualTo(256 * 1024);
        attacker.close();
        await(() -> listener.heldHeadBytes() == 0);
    }

    @Test
    void body_thatTrickles_isCutOffAtItsDeadline() throws Exception {
        attacker.post(1, false, "/echo");
        Thread trickle = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    attacker.data(1, false, new byte[] {1});
                    Thread.sleep(20);
                }
            } catch (Exception _) {
                // the test is over
            }
        });

        assertThat(attacker.answer(1).status()).isEqualTo("RST_8");
        assertThat(service.count(Conclusion.TIMED_OUT)).isEqualTo(1);
        trickle.interrupt();
        trickle.join();
    }

    @Test
    void head_thatNeverEnds_closesTheConnectionByItsDeadline() throws Exception {
        attacker.frame(RawHttp2.HEADERS, 0, 1, RawHttp2.postHead("/echo"));

        assertThat(attacker.errorAtTheEnd()).isZero();
        assertThat(service.begun).hasValue(0);
    }

    @Test
    void bodies_moreThanThereIsMemoryFor_areAnsweredAsBusy() throws Exception {
        byte[] part = new byte[16_000];
        boolean isRefused = false;
        for (int stream = 1; stream < 2 * MAX_STREAMS && !isRefused; stream += 2) {
            attacker.post(stream, false, "/later");
            for (int i = 0; i < 6; i++) {
                attacker.data(stream, false, part);
            }
            isRefused = service.count(Conclusion.ANSWERED) > 0;
        }

        Frame head = attacker.next(RawHttp2.HEADERS);
        assertThat(head.payload()).contains("503".getBytes(US_ASCII));
        assertThat(service.pending.held()).isLessThanOrEqualTo(service.pending.max());
        attacker.close();
        await(() -> service.pending.held() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nS", "\0\0\0\4\0\0\0\0\0", "P"})
    void preface_thatIsNone_isRefused(String bytes) throws Exception {
        try (var raw = new RawHttp2(listener.port())) {
            raw.bytes(bytes.getBytes(US_ASCII));

            await(() -> service.notHttp.get() + service.neverAsked.get() >= 1);
        }
    }

    @Test
    void preface_withoutSettings_isRefused() throws Exception {
        try (var raw = new RawHttp2(listener.port())) {
            raw.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII)).post(1, true, "/echo");

            assertThat(raw.errorAtTheEnd()).isEqualTo(PROTOCOL_ERROR);
            assertThat(service.begun).hasValue(0);
        }
    }

    private static String[] with(String[] head, String... more) {
        return Stream.concat(Arrays.stream(head), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String[] without(String[] head, String name) {
        int at = Arrays.asList(head).indexOf(name);
        return Stream.concat(Arrays.stream(head, 0, at), Arrays.stream(head, at + 2, head.length))
                .toArray(String[]::new);
    }
}
