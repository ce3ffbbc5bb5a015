// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import com.sun.net.httpserver.HttpExchange;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request's head that tells who sent it; each header as often as it came.
 *
 * @param method upper case, for example {@code POST}
 */
record RequestHead(
        String method, List<String> hosts, List<String> origins, List<String> contentTypes, FetchMetadata fetch) {

    /** The values that no script can set; empty lists where a program, or a browser before 2023, sends the request. */
    record FetchMetadata(List<String> site, List<String> mode, List<String> dest) {}

    static RequestHead of(HttpServerRequest request) {
        return of(request.method().name(), request.headers()::getAll);
    }

    static RequestHead of(HttpRequest request) {
        return of(request.method().name(), request.headers()::getAll);
    }

    static RequestHead of(HttpExchange exchange) {
        return of(exchange.getRequestMethod(), exchange.getRequestHeaders()::get);
    }

    private static RequestHead of(String method, Function<String, @Nullable List<String>> headers) {
        Function<String, List<String>> all = name -> {
            List<String> values = headers.apply(name);
            return values == null ? List.of() : new ArrayList<>(values);
        };
        return new RequestHead(
                method,
                all.apply("Host"),
                all.apply("Origin"),
                all.apply("Content-Type"),
                new FetchMetadata(
                        all.apply("Sec-Fetch-Site"), all.apply("Sec-Fetch-Mode"), all.apply("Sec-Fetch-Dest")));
    }
}
