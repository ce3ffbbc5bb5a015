// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParameterStoreTest {

    private static final String NAME = "/raygate/prod/tenants/shop";
    private static final String FOUND =
            "{\"Parameter\":{\"Name\":\"" + NAME + "\",\"Value\":\"a policy\",\"Version\":1}}";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AwsClients clients = new AwsClients(AwsSettings.ofFunction());

    @Test
    void value_present_isAskedForSignedAndDecrypted() throws IOException {
        try (HttpFake ssm = answering(answer(200, FOUND));
                ParameterStore store = store(ssm)) {
            assertThat(store.value(NAME)).hasValue("a policy");

            assertThat(ssm.requests()).singleElement().satisfies(request -> {
                assertThat(request.body()).isEqualTo("{\"Name\":\"" + NAME + "\",\"WithDecryption\":true}");
                assertThat(request.authorization())
                        .contains("Credential=test/")
                        .contains("/eu-west-1/ssm/aws4_request");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ParameterNotFound", "com.amazonaws.ssm#ParameterNotFound"})
    void value_none_isEmpty(String type) throws IOException {
        try (HttpFake ssm = answering(answer(400, "{\"__type\":\"" + type + "\"}"));
                ParameterStore store = store(ssm)) {
            assertThat(store.value(NAME)).isEmpty();
        }
    }

    @Test
    void value_denied_failsAtOnceWithCodeAndMessage() throws IOException {
        try (HttpFake ssm = answering(
                        answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}"));
                ParameterStore store = store(ssm)) {
            assertThatThrownBy(() -> store.value(NAME))
                    .hasMessageContaining("not authorized")
                    .isInstanceOfSatisfying(
                            SdkException.class, e -> assertThat(ErrorCode.of(e)).isEqualTo("AccessDeniedException"));
            assertThat(ssm.requests()).hasSize(1);
        }
    }

    @Test
    void value_serviceFailsOnce_isAskedAgain() throws IOException {
        try (HttpFake ssm = answering(answer(503, "<html>"), answer(200, FOUND));
                ParameterStore store = store(ssm)) {
            assertThat(store.value(NAME)).hasValue("a policy");
        }
    }

    @Test
    void value_throttledTwice_fails() throws IOException {
        String throttled = "{\"__type\":\"ThrottlingException\"}";
        try (HttpFake ssm = answering(answer(400, throttled), answer(400, throttled), answer(200, FOUND));
                ParameterStore store = store(ssm)) {
            assertThatThrownBy(() -> store.value(NAME))
                    .isInstanceOfSatisfying(
                            SdkException.class, e -> assertThat(ErrorCode.of(e)).isEqualTo("ThrottlingException"));
            assertThat(ssm.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "<html>",
                "{\"Parameter\":null}",
                "{\"Parameter\":{\"Name\":\"/raygate/prod/tenants/shop\"}}",
                "{\"Parameter\":{\"Name\":\"/raygate/prod/tenants/bank\",\"Value\":\"another's\"}}",
                "{\"Parameter\":{\"Name\":\"/raygate/prod/tenants/shop\",\"Value\":\"cut",
            })
    void value_answerThatAffirmsNothing_isNoValue(String body) throws IOException {
        try (HttpFake ssm = answering(answer(200, body));
                ParameterStore store = store(ssm)) {
            assertThatThrownBy(() -> store.value(NAME)).isInstanceOf(UnexpectedAnswerException.class);
        }
    }

    @Test
    void value_answerThatNeverEnds_isCutOffAtTheTimeLimit() throws IOException {
        try (ServerSocket ssm = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ParameterStore store = new ParameterStore(
                        clients, URI.create("http://127.0.0.1:" + ssm.getLocalPort()), Duration.ofMillis(500))) {
            Thread.ofVirtual().start(() -> trickle(ssm));

            assertThatThrownBy(() -> store.value(NAME)).isInstanceOf(ApiCallTimeoutException.class);
        }
    }

    @Test
    void valuesBelow_severalPages_readsNoMoreThanIsWanted() throws IOException {
        HttpFake.Answer first =
                answer(200, "{\"Parameters\":[{\"Name\":\"/k/a\",\"Value\":\"1\"}],\"NextToken\":\"more\"}");
        HttpFake.Answer second = answer(
                200, "{\"Parameters\":[{\"Name\":\"/k/b\",\"Value\":\"2\"},{\"Name\":\"/k/c\",\"Value\":\"3\"}]}");
        try (HttpFake ssm = answering(first, second);
                ParameterStore store = store(ssm)) {
            assertThat(store.valuesBelow("/k", 2)).containsExactly(Map.entry("/k/a", "1"), Map.entry("/k/b", "2"));

            assertThat(ssm.requests().getLast().body()).contains("\"NextToken\":\"more\"");
        }
    }

    @Test
    void valuesBelow_pageWithoutParameters_readsOn() throws IOException {
        try (HttpFake ssm = answering(
                        answer(200, "{\"Parameters\":[],\"NextToken\":\"more\"}"),
                        answer(200, "{\"Parameters\":[{\"Name\":\"/k/a\",\"Value\":\"1\"}]}"));
                ParameterStore store = store(ssm)) {
            assertThat(store.valuesBelow("/k", 2)).containsExactly(Map.entry("/k/a", "1"));
        }
    }

    @Test
    void valuesBelow_pagesWithoutParametersWithoutEnd_areRefused() throws IOException {
        try (HttpFake ssm = HttpFake.answering(_ -> answer(200, "{\"Parameters\":[],\"NextToken\":\"again\"}"));
                ParameterStore store = store(ssm)) {
            assertThatThrownBy(() -> store.valuesBelow("/k", 2))
                    .isInstanceOf(UnexpectedAnswerException.class)
                    .hasMessageContaining("pages without a parameter");
            assertThat(ssm.requests()).hasSizeLessThan(30);
        }
    }

    @Test
    void valuesBelow_parameterOfAnotherPath_isRefused() throws IOException {
        try (HttpFake ssm = answering(answer(200, "{\"Parameters\":[{\"Name\":\"/other/a\",\"Value\":\"1\"}]}"));
                ParameterStore store = store(ssm)) {
            assertThatThrownBy(() -> store.valuesBelow("/k", 2)).isInstanceOf(UnexpectedAnswerException.class);
        }
    }

    private ParameterStore store(HttpFake ssm) {
        return new ParameterStore(clients, ssm.uri(), LONG);
    }

    private static HttpFake answering(HttpFake.Answer... answers) throws IOException {
        Iterator<HttpFake.Answer> next = List.of(answers).iterator();
        return HttpFake.answering(_ -> next.next());
    }

    private static HttpFake.Answer answer(int status, String body) {
        return new HttpFake.Answer(status, "application/x-amz-json-1.1", body);
    }

    /** A byte now and then: no single read ever takes long. */
    private static void trickle(ServerSocket ssm) {
        try (Socket client = ssm.accept();
                OutputStream out = client.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException _) {
            // cut off
        }
    }
}
