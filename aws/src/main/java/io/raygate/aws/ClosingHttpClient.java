// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Closes the connection of every call that fails. The SDK's url-connection client leaves that to the garbage collector
 * where a call ends between its head and its body: {@code apiCallTimeout} aborts a connection that does not exist yet and
 * interrupts the thread, which then opens one, sends the head, and fails to read the body. The socket stays open until the
 * next collection, and the server waits for the rest of the request. As thread-safe as the client that it wraps.
 */
final class ClosingHttpClient implements SdkHttpClient {

    private final SdkHttpClient client;

    private ClosingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /** Wraps what {@code client} builds; closing the result closes both. */
    static SdkHttpClient.Builder<?> over(SdkHttpClient.Builder<?> client) {
        return new Builder(client);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ClosingCall(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record ClosingCall(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            boolean answered = false;
            try {
                HttpExecuteResponse response = request.call();
                answered = true;
                return response;
            } finally {
                if (!answered) {
                    request.abort();
                }
            }
        }

        /** At once: closing waits for a thread that writes, and the one that calls this ends all calls in time. */
        @Override
        public void abort() {
            Thread.ofPlatform().daemon().name("aws-abort").start(request::abort);
        }
    }

    private record Builder(SdkHttpClient.Builder<?> client) implements SdkHttpClient.Builder<Builder> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new ClosingHttpClient(client.buildWithDefaults(defaults));
        }
    }
}
