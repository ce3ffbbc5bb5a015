// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Writes an answer in the way that its {@link Delivery} says. Called on the event loop of the request. */
final class ResponseWriter {

    private final Vertx vertx;

    ResponseWriter(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes once the answer is out of our hands; also where the client has gone. */
    Future<Void> write(HttpServerRequest request, AwsResponse response) {
        return switch (response.delivery()) {
            case Delivery.AtOnce() -> send(request, response);
            case Delivery.Delayed(var pause) ->
                vertx.timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)
                        .compose(due -> send(request, response));
            case Delivery.Reset() -> reset(request);
        };
    }

    private static Future<Void> send(HttpServerRequest request, AwsResponse response) {
        HttpServerResponse out = request.response();
        if (out.closed()) {
            return Future.succeededFuture();
        }
        out.setStatusCode(response.status());
        response.headers().forEach(out::putHeader);
        out.putHeader("x-content-type-options", "nosniff");
        out.putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        return out.end(Buffer.buffer(response.body()));
    }

    /** Lingering for zero seconds makes the kernel send RST instead of FIN. */
    private static Future<Void> reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        return request.connection().close();
    }
}
