// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.TestBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whatever stands where Kinesis should be answers with bytes of its own: each call ends, and its blocks are accepted where the
 * answer affirms that, and have failed with a code where it does not.
 */
@Timeout(120)
class HostileAnswersTest {

    private static final String ENDPOINT = "aws.endpointUrl";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    /** A code, whichever: the JDK's words differ from one version to the next. */
    private static final String SOME = "some code";

    /** {"Records": [{"SequenceNumber": "1"}]} in CBOR. */
    private static final String TAKEN = "\u00a1\u0067Records\u0081\u00a1\u006eSequenceNumber\u00611";

    private ServerSocket server;
    private String before;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        before = System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        System.setProperty(ENDPOINT, before);
        server.close();
    }

    static Stream<Arguments> answersThatEnd() throws IOException {
        return Stream.of(
                arguments("as it should be", ok(TAKEN), ""),
                arguments("in gzip", encoded("gzip", gzip(TAKEN)), ""),
                arguments("in gzip by its old name", encoded("X-GZIP", gzip(TAKEN)), ""),
                arguments("gzip that is none", encoded("gzip", TAKEN), "ZipException"),
                arguments("gzip that ends early", encoded("gzip", gzip(TAKEN).substring(0, 20)), "EOFException"),
                arguments(
                        "gzip that unfolds to more than an answer has",
                        encoded("gzip", gzip("\0".repeat(2 << 20))),
                        "UnexpectedAnswerException"),
                arguments("another encoding", encoded("br", TAKEN), "UnexpectedAnswerException"),
                arguments("nothing", "", SOME),
                arguments("a status line without end", "HTTP/1.1 200", SOME),
                arguments("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", SOME),
                arguments("fewer bytes", head(200, "Content-Length: 24") + TAKEN.substring(0, 20), SOME),
                arguments("chunks that are none", head(200, "Transfer-Encoding: chunked") + "zz\r\n" + TAKEN, SOME),
                arguments("a chunk that ends early", head(200, "Transfer-Encoding: chunked") + "ff\r\n" + TAKEN, SOME),
                arguments("no content", head(204, "X: y"), SOME),
                arguments("continue, and then the answer", "HTTP/1.1 100 Continue\r\n\r\n" + ok(TAKEN), ""),
                arguments("early hints, and nothing more", "HTTP/1.1 103 Early Hints\r\n\r\n", SOME),
                arguments("a redirect", head(307, "Location: http://127.0.0.1:1/", "Content-Length: 0"), "Http307"),
                arguments("a login page", ok("<html>Please log in</html>"), "MalformedAnswer"),
                arguments("401 without a way to log in", head(401, "Content-Length: 0"), SOME),
                arguments("407", head(407, "Content-Length: 0"), SOME),
                arguments("413", head(413, "Content-Length: 0"), "Http413"),
                arguments("503 with a page", head(503, "Content-Length: 6") + "<html>", "Http503"),
                arguments("a status that nobody knows", head(999, "Content-Length: 0"), SOME),
                arguments("an error with a code of a megabyte", error("x".repeat(900_000)), SOME),
                arguments("headers without end", "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200_000), SOME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatEnd")
    void put_answerThatEnds_isAcceptedOrFailedWithACode(String what, String answer, String code) throws IOException {
        serve(answer, false);

        String given = put(LONG).errorCode();

        if (code.equals(SOME)) {
            assertThat(given).as(what).isNotBlank();
        } else {
            assertThat(given).as(what).isEqualTo(code);
        }
    }

    static Stream<Arguments> answersWithoutEnd() {
        return Stream.of(
                arguments("silence", ""),
                arguments("half a head", "HTTP/1.1 200 OK\r\nContent-"),
                arguments("half a body", head(200, "Content-Length: 90") + TAKEN),
                arguments("half a chunk", head(200, "Transfer-Encoding: chunked") + "ff\r\n" + TAKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersWithoutEnd")
    void put_answerWithoutEnd_failsInTime(String what, String answer) throws IOException {
        serve(answer, true);

        PutResult result = put(SHORT);

        assertThat(result).as(what).isInstanceOf(PutResult.NoAnswer.class);
        assertThat(result.errorCode()).isNotBlank();
    }

    /** A byte a while would keep a time limit of each read from ever being reached, and a fast one would fill the memory. */
    @ParameterizedTest
    @MethodSource("streams")
    void put_answerThatStreamsForEver_failsInTimeAndMemory(String head, int bytes) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                readRequest(client.getInputStream());
                OutputStream out = client.getOutputStream();
                out.write(head.getBytes(ISO_8859_1));
                while (true) {
                    out.write(new byte[bytes]);
                    out.flush();
                    Thread.onSpinWait();
                }
            } catch (IOException _) {
                // the caller has enough
            }
        });

        assertThat(put(Duration.ofSeconds(2)).errorCode())
                .isIn("UnexpectedAnswerException", "ApiCallTimeoutException", "IOException", "ProtocolException");
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                arguments(head(200, "X: y"), 1),
                arguments(head(200, "Content-Length: 99999999999"), 1 << 16),
                arguments("HTTP/1.1 200 OK\r\nX: ", 1 << 10));
    }

    private PutResult put(Duration timeout) {
        AwsSettings settings =
                new AwsSettings(Optional.of("eu-west-1"), Optional.empty(), "raygate", Optional.empty(), false);
        List<SealedBlock> blocks = List.of(TestBlocks.block(0, 100));
        try (AwsClients aws = new AwsClients(settings);
                PutRecordsCalls calls = new PutRecordsCalls(aws, timeout)) {
            PutResult result = new KinesisSink(calls, "stream", SplittableRandom::new).put(blocks);
            assertThat(result.failed()).hasSize(result.errorCode().isEmpty() ? 0 : 1);
            return result;
        }
    }

    /** @param holds whether the connection stays open behind the answer */
    private void serve(String answer, boolean holds) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    readRequest(client.getInputStream());
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    client.getOutputStream().flush();
                    if (holds) {
                        client.getInputStream().readAllBytes();
                    } else {
                        client.shutdownOutput();
                        client.getInputStream().readAllBytes();
                    }
                } catch (IOException _) {
                    // the caller has gone, or the test is over
                }
            }
        });
    }

    /** Head and body. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
    }

    private static String ok(String body) {
        return head(200, "Content-Length: " + body.length()) + body;
    }

    private static String encoded(String encoding, String body) {
        return head(200, "Content-Encoding: " + encoding, "Content-Length: " + body.length()) + body;
    }

    private static String error(String code) {
        String body = "{\"__type\":\"" + code + "\"}";
        return head(400, "Content-Length: " + body.length()) + body;
    }

    private static String head(int status, String... headers) {
        return "HTTP/1.1 " + status + " X\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }
}
