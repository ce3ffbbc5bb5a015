// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.span;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exports over HTTP from a chosen source address, so that the receiver can tell the services of one process apart. An
 * export that fails is lost: it is not repeated. Thread-safe.
 */
public final class AddressedSender implements HttpSender {

    /** Bound while the SDK that exports from this address is built. */
    static final ScopedValue<InetAddress> SOURCE = ScopedValue.newInstance();

    private final HttpSenderConfig config;
    private final HttpClient http;

    /** How the SDK finds the sender. */
    public static final class Provider implements HttpSenderProvider {

        @Override
        public HttpSender createSender(HttpSenderConfig config) {
            return new AddressedSender(config, SOURCE.get());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Answer(int getStatusCode, String getStatusMessage, byte[] getResponseBody) implements HttpResponse {}

    private AddressedSender(HttpSenderConfig config, InetAddress source) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.getConnectTimeout())
                .localAddress(source)
                .build();
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        var _ = http.sendAsync(request(message), BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            if (answer == null) {
                failed.accept(failure);
                return;
            }
            answered.accept(new Answer(answer.statusCode(), "HTTP " + answer.statusCode(), answer.body()));
        });
    }

    @Override
    public CompletableResultCode shutdown() {
        http.shutdown();
        return CompletableResultCode.ofSuccess();
    }

    private HttpRequest request(MessageWriter message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.getEndpoint())
                .timeout(config.getTimeout())
                .header("Content-Type", config.getContentType());
        config.getHeadersSupplier().get().forEach((name, values) -> {
            values.forEach(value -> request.header(name, value));
        });
        Compressor compressor = config.getCompressor();
        if (compressor != null) {
            request.header("Content-Encoding", compressor.getEncoding());
        }
        return request.POST(BodyPublishers.ofByteArray(body(message, compressor)))
                .build();
    }

    private static byte[] body(MessageWriter message, @Nullable Compressor compressor) {
        var body = new ByteArrayOutputStream(message.getContentLength());
        try (OutputStream out = compressor == null ? body : compressor.compress(body)) {
            message.writeMessage(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return body.toByteArray();
    }
}
