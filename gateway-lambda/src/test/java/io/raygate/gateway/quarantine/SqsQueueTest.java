// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import com.sun.net.httpserver.HttpServer;
import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.gateway.quarantine.MessageQueue.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What SQS says over the wire, as {@link Answer}. */
class SqsQueueTest {

    private static final String ENDPOINT = "aws.endpointUrl";

    private final String endpointBefore = System.getProperty(ENDPOINT, "");
    private final List<QuarantineMessage> two =
            List.of(QuarantineMessage.unchanged(0, "a", "{}"), QuarantineMessage.unchanged(1, "b", "{}"));
    private HttpServer server;
    private SqsQueue queue;
    private volatile String answer = "{}";

    @BeforeEach
    void setUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.accessKeyId", "AKIAOWN");
        System.setProperty("aws.secretAccessKey", "secret");
        queue = new SqsQueue(new AwsClients(AwsSettings.ofFunction()), new QuarantineTest.Config(Optional.of("queue")));
    }

    @AfterEach
    void tearDown() {
        System.setProperty(ENDPOINT, endpointBefore);
        queue.close();
        server.stop(0);
    }

    @Test
    void send_allListedAsSuccessful_areTaken() {
        answer = "{\"Successful\":[" + done("1") + "," + done("0") + "]}";

        assertThat(failed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Successful\":[],\"Failed\":[]}",
                "{\"Successful\":null}",
                "{\"Successful\":[null]}",
                "{\"Successful\":[{\"Id\":\"2\"},{\"Id\":\"x\"},{}]}",
                "{\"Failed\":[{\"Id\":\"7\",\"Code\":\"InternalError\"}]}",
            })
    void send_nobodyListedAsSuccessful_takesNobody(String text) {
        answer = text;

        assertThat(failed()).containsExactlyInAnyOrder(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void send_oneListed_takesThatOne(String listed, int notTaken) {
        answer = "{\"Successful\":[" + done(listed) + "," + done(listed) + "]}";

        assertThat(failed()).containsExactly(notTaken);
    }

    @Test
    void send_listedAsSuccessfulAndFailed_isNotTaken() {
        answer = "{\"Successful\":[" + done("0") + "," + done("1")
                + "],\"Failed\":[{\"Id\":\"1\",\"Code\":\"InternalError\",\"SenderFault\":false}]}";

        assertThat(failed()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "<html>ok</html>", "{\"Successful\":\"0\"}"})
    void send_answerOfAnotherKind_takesNobody(String text) {
        answer = text;

        assertThat(send())
                .satisfiesAnyOf(
                        said -> assertThat(said).isInstanceOf(Answer.Unavailable.class),
                        said -> assertThat(((Answer.Taken) said).failed()).containsOnlyKeys(0, 1));
    }

    private Set<Integer> failed() {
        return ((Answer.Taken) send()).failed().keySet();
    }

    private Answer send() {
        return queue.send(server.getAddress() + "/000000000000/q", two, Duration.ofSeconds(20));
    }

    /** The digest is that of the body. */
    private static String done(String id) {
        return "{\"Id\":\"" + id + "\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\"99914b932bd37a50b983c5e7c90ae93b\"}";
    }
}
