// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClosingHttpClientTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final Executor NEW_THREAD = command -> Thread.ofVirtual().start(command);

    private final SdkHttpClient client =
            ClosingHttpClient.over(UrlConnectionHttpClient.builder()).build();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void call_bodyCannotBeRead_closesTheConnection() throws Exception {
        CompletableFuture<String> received = CompletableFuture.supplyAsync(this::allOfOneConnection, NEW_THREAD);

        assertThatThrownBy(
                        () -> client.prepareRequest(request(Interrupted::new)).call())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted");

        assertThat(received.get(30, TimeUnit.SECONDS))
                .startsWith("POST / HTTP/1.1")
                .endsWith("\r\n\r\n");
    }

    @Test
    void call_answered_passesTheAnswerOn() throws Exception {
        NEW_THREAD.execute(this::answerOneConnection);

        HttpExecuteResponse response = client.prepareRequest(request(ContentStreamProvider.fromByteArray(BODY)))
                .call();

        assertThat(response.httpResponse().statusCode()).isEqualTo(202);
        assertThat(response.responseBody().orElseThrow().readAllBytes()).isEqualTo(BODY);
    }

    @Test
    void clientName_isThatOfTheClientBelow() {
        assertThat(client.clientName())
                .isEqualTo(UrlConnectionHttpClient.create().clientName());
    }

    private HttpExecuteRequest request(ContentStreamProvider body) {
        return HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                        .putHeader("Content-Length", Integer.toString(BODY.length))
                        .build())
                .contentStreamProvider(body)
                .build();
    }

    /** Returns when the client has closed it. */
    private String allOfOneConnection() {
        try (Socket socket = server.accept()) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answerOneConnection() {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            String head = "HTTP/1.1 202 Accepted\r\nContent-Length: " + BODY.length + "\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(BODY);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As the SDK's own streams are once their thread is interrupted. */
    private static final class Interrupted extends InputStream {

        @Override
        public int read() {
            throw new IllegalStateException("interrupted");
        }
    }
}
