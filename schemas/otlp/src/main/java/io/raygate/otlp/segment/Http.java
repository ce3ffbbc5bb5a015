// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import io.raygate.otlp.read.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code http} block. */
final class Http {

    private Http() {}

    static void write(Span span, JsonWriter json) {
        Attributes attributes = span.attributes();
        if (!isHttp(attributes)) {
            return;
        }
        int http = json.open("http");
        int request = json.open("request");
        json.member("method", Legal.cut(method(attributes)));
        String url = url(attributes, span.kind() == Span.Kind.SERVER);
        json.member("url", Legal.cut(url));
        json.member("user_agent", Legal.cut(attributes.take("user_agent.original", "http.user_agent")));
        if (span.kind() == Span.Kind.SERVER) {
            client(attributes, json);
        }
        json.close(request);
        int response = json.open("response");
        json.member("status", attributes.takeNumber("http.response.status_code", "http.status_code"));
        json.member("content_length", contentLength(attributes));
        json.close(response);
        json.close(http);
    }

    private static boolean isHttp(Attributes attributes) {
        return attributes.has("http.request.method")
                || attributes.has("http.method")
                || attributes.has("url.full")
                || attributes.has("http.url")
                || attributes.has("http.response.status_code")
                || attributes.has("http.status_code");
    }

    /** {@code _OTHER} stands for methods that nobody knows: the original is the better name. */
    private static @Nullable String method(Attributes attributes) {
        String method = attributes.take("http.request.method", "http.method");
        return "_OTHER".equals(method) && attributes.has("http.request.method_original")
                ? attributes.take("http.request.method_original")
                : method;
    }

    /** What X-Ray would cut stays whole in the metadata. */
    private static @Nullable String url(Attributes attributes, boolean server) {
        String full = attributes.text("url.full", "http.url");
        if (full != null) {
            return full.length() <= Legal.MAX_TEXT ? attributes.take("url.full", "http.url") : full;
        }
        String authority = authority(attributes, server);
        String path = attributes.take("url.path");
        String query = path == null ? null : attributes.take("url.query");
        String target = path == null
                ? attributes.take("http.target")
                : path + (query == null ? "" : (query.startsWith("?") ? "" : "?") + query);
        if (authority == null) {
            return target;
        }
        String scheme = attributes.take("url.scheme", "http.scheme");
        String known = scheme == null ? authority.endsWith(":443") ? "https" : "http" : scheme;
        return known + "://" + withoutDefaultPort(authority, known) + (target == null ? "" : target);
    }

    private static @Nullable String authority(Attributes attributes, boolean server) {
        String address = attributes.take("server.address");
        if (address != null) {
            return withPort(address, attributes.takeNumber("server.port"));
        }
        String host = attributes.take("http.host");
        if (host != null) {
            return host;
        }
        if (server) {
            String name = attributes.take("http.server_name", "net.host.name");
            return name == null ? null : withPort(name, attributes.takeNumber("net.host.port"));
        }
        String peer = attributes.take("net.peer.name", "net.peer.ip", "network.peer.address");
        return peer == null ? null : withPort(peer, attributes.takeNumber("net.peer.port", "network.peer.port"));
    }

    /** Brackets belong around an IPv6 address in a URL. */
    static String withPort(String address, @Nullable Long port) {
        String host = address.indexOf(':') >= 0 && !address.startsWith("[") && isAddress(address)
                ? "[" + address + "]"
                : address;
        return port == null || host.endsWith(":" + port) ? host : host + ":" + port;
    }

    private static String withoutDefaultPort(String authority, String scheme) {
        String port = scheme.equals("https") ? ":443" : ":80";
        return authority.endsWith(port) && (scheme.equals("https") || scheme.equals("http"))
                ? authority.substring(0, authority.length() - port.length())
                : authority;
    }

    /** The name of the other side, without its port. */
    static @Nullable String host(Attributes attributes) {
        String host = attributes.text("server.address", "net.peer.name", "http.host");
        if (host == null) {
            host = hostOf(attributes.text("url.full", "http.url"));
        }
        if (host == null) {
            host = attributes.text("network.peer.address", "net.peer.ip", "net.sock.peer.addr");
        }
        return withoutPort(host);
    }

    static @Nullable String withoutPort(@Nullable String host) {
        if (host == null) {
            return null;
        }
        int colon = host.lastIndexOf(':');
        return colon > 0 && host.indexOf(':') == colon ? host.substring(0, colon) : host;
    }

    /** The host, and port, of a URL. */
    static @Nullable String hostOf(@Nullable String url) {
        int start = url == null ? -1 : url.indexOf("://");
        if (url == null || start < 0) {
            return null;
        }
        int end = start + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start + 3, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return host.isEmpty() ? null : host;
    }

    private static void client(Attributes attributes, JsonWriter json) {
        String client = attributes.text("client.address", "http.client_ip");
        String peer = attributes.text("network.peer.address", "net.sock.peer.addr", "net.peer.ip");
        if (client != null && isAddress(client)) {
            attributes.drop("client.address", "http.client_ip");
            json.member("client_ip", client);
            json.flag("x_forwarded_for", peer != null && !peer.equals(client));
        } else if (peer != null && isAddress(peer)) {
            attributes.drop("network.peer.address", "net.sock.peer.addr", "net.peer.ip");
            json.member("client_ip", peer);
        }
    }

    /** IPv4 or IPv6, by its characters: no name is looked up. */
    static boolean isAddress(String text) {
        String marks = text.indexOf(':') >= 0 ? ":.abcdefABCDEF" : ".";
        return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || marks.indexOf(c) >= 0);
    }

    private static @Nullable Long contentLength(Attributes attributes) {
        Long size = attributes.takeNumber("http.response.body.size", "http.response_content_length");
        if (size != null) {
            return size;
        }
        List<String> header = attributes.texts("http.response.header.content-length");
        return header.size() == 1 && header.get(0).matches("[0-9]{1,15}") ? Long.valueOf(header.get(0)) : null;
    }
}
