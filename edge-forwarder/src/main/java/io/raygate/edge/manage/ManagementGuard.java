// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from reading health and metrics. What has an {@code Origin} is refused on every address, before Quarkus,
 * which on this port allows every origin to read all (CORS). And on loopback, where a page can bind a name of its own to
 * 127.0.0.1 after it was loaded (DNS rebinding), only names are taken that it cannot bind: addresses and
 * {@code localhost}. Elsewhere any name is: probes and scrapers call a pod as they please, and a network policy says who
 * may.
 */
final class ManagementGuard {

    private static final Pattern LOCAL =
            Pattern.compile("(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}])(:\\d{1,5})?");

    private final boolean onLoopback;

    /** @param host where the port listens */
    ManagementGuard(String host) {
        @Nullable InetAddress address = new InetSocketAddress(host, 0).getAddress();
        this.onLoopback = address != null && address.isLoopbackAddress();
    }

    /** Why a request is refused; empty where it is not. */
    Optional<String> refusal(HttpServerRequest request) {
        if (request.headers().contains("Origin")) {
            return Optional.of("Web pages may not read this port: send no Origin");
        }
        @Nullable String host = request.getHeader("Host");
        if (onLoopback && (host == null || !LOCAL.matcher(host).matches())) {
            return Optional.of(
                    "Host is neither an address nor localhost, and raygate.management.host is a loopback address");
        }
        return Optional.empty();
    }
}
