// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from reading health and metrics. A request with an {@code Origin} is refused on every address. And on
 * loopback, where a page can bind a name of its own to 127.0.0.1 after it was loaded (DNS rebinding), the only hosts accepted
 * are those that a page cannot bind: addresses and {@code localhost}. Elsewhere any name is accepted: probes and scrapers
 * call a pod as they please, and a network policy says who may.
 */
final class ManagementGuard {

    static final int BAD_REQUEST = 400;

    private static final int FORBIDDEN = 403;
    private static final int MAX_PORT = 65_535;

    private static final Pattern TARGET = Pattern.compile("/[A-Za-z0-9._~/-]*(\\?[\\x21-\\x7E]*)?");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._~-]*)(:(?<port>\\d{0,5}))?");
    private static final Pattern LOCAL = Pattern.compile("(?i)localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]{2,45}]");

    private final boolean isOnLoopback;

    /** @param host where the port listens */
    ManagementGuard(String host) {
        @Nullable InetAddress address = new InetSocketAddress(host, 0).getAddress();
        this.isOnLoopback = address != null && address.isLoopbackAddress();
    }

    /** Why a request is refused. */
    record Refusal(int status, String why) {}

    /** Empty if the request is not refused. */
    Optional<Refusal> refusal(Head request) {
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return Optional.of(new Refusal(FORBIDDEN, "Web pages may not read this port: send no Origin"));
        }
        if (!TARGET.matcher(request.target()).matches()) {
            return Optional.of(new Refusal(BAD_REQUEST, "No page has such a path"));
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean needsHost = request.protocol() != Protocol.HTTP_1_0;
        if (hosts.size() > 1
                || (needsHost && hosts.isEmpty())
                || !hosts.stream().allMatch(ManagementGuard::isValid)) {
            return Optional.of(new Refusal(BAD_REQUEST, "There must be one Host, with a valid name and port"));
        }
        if (isOnLoopback && !hosts.stream().allMatch(ManagementGuard::isLocal)) {
            return Optional.of(new Refusal(
                    FORBIDDEN,
                    "Host is neither an address nor localhost, and raygate.management.host is a loopback address"));
        }
        return Optional.empty();
    }

    private static boolean isValid(String host) {
        var parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        @Nullable String port = parts.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= MAX_PORT;
    }

    private static boolean isLocal(String host) {
        var parts = HOST.matcher(host);
        return parts.matches() && LOCAL.matcher(parts.group("name")).matches();
    }
}
