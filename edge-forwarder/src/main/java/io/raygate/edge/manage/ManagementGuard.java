// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from reading metrics where the port listens on loopback only. A page can bind a name of its own to
 * 127.0.0.1 after it was loaded (DNS rebinding); it can do so neither with an address nor with {@code localhost}. On
 * other addresses any name is taken: probes and scrapers call a pod as they please, and a network policy says who may.
 */
@Singleton
final class ManagementGuard {

    private static final int BEFORE_EVERYTHING = Integer.MIN_VALUE;
    private static final int FORBIDDEN = 403;

    private static final Pattern LOCAL =
            Pattern.compile("(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}])(:\\d{1,5})?");

    private final ManagementConfig config;

    ManagementGuard(ManagementConfig config) {
        this.config = config;
    }

    void register(@Observes ManagementInterface management) throws UnknownHostException {
        if (InetAddress.getByName(config.host()).isLoopbackAddress()) {
            management.router().route().order(BEFORE_EVERYTHING).handler(ManagementGuard::guard);
        }
    }

    private static void guard(RoutingContext context) {
        if (isLocal(hostOf(context.request()))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(FORBIDDEN)
                .end("Host is neither an address nor localhost, and raygate.management.host is a loopback address");
    }

    /** HTTP/2, which tests may speak to Quarkus' own server, has no header of that name. */
    private static @Nullable String hostOf(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return host == null && request.authority() != null ? request.authority().toString() : host;
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL.matcher(host).matches();
    }
}
