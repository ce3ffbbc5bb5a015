// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Protocol;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the head of a request of HTTP/2 (RFC 9113, 8.2 and 8.3). The decoder has refused names that are not in lower case,
 * pseudo-headers that are unknown or come late, and headers of a connection; the rest is refused here.
 */
final class Http2Head {

    /** What an entry of a header list costs beside its bytes (RFC 9113, 6.5.2), which is near to what it costs in memory. */
    private static final int ENTRY_BYTES = 32;

    private Http2Head() {}

    /** The head as services see it; empty if it is malformed. */
    static Optional<Head> of(Http2Headers headers, InetSocketAddress sender) {
        List<CharSequence> methods = headers.getAll(PseudoHeaderName.METHOD.value());
        List<CharSequence> paths = headers.getAll(PseudoHeaderName.PATH.value());
        List<CharSequence> schemes = headers.getAll(PseudoHeaderName.SCHEME.value());
        List<CharSequence> authorities = headers.getAll(PseudoHeaderName.AUTHORITY.value());
        boolean isWhole = methods.size() == 1
                && paths.size() == 1
                && schemes.size() == 1
                && authorities.size() <= 1
                && isVisible(methods.getFirst())
                && isVisible(paths.getFirst())
                && !headers.contains(PseudoHeaderName.STATUS.value())
                && !headers.contains(PseudoHeaderName.PROTOCOL.value());
        if (!isWhole) {
            return Optional.empty();
        }
        HttpHeaders plain = plain(headers);
        return plain.names().stream().allMatch(Http2Head::isToken) && isOneHost(plain, authorities)
                ? Optional.of(new Head(
                        Protocol.HTTP_2,
                        HttpMethod.valueOf(methods.getFirst().toString()),
                        paths.getFirst().toString(),
                        plain,
                        sender))
                : Optional.empty();
    }

    /** Bytes that a head holds while its request is under way. */
    static long bytes(Http2Headers headers) {
        long bytes = 0;
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            bytes += header.getKey().length() + header.getValue().length() + ENTRY_BYTES;
        }
        return bytes;
    }

    private static HttpHeaders plain(Http2Headers headers) {
        // the decoder has checked names and values
        HttpHeaders plain =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            if (header.getKey().charAt(0) != ':') {
                plain.add(header.getKey().toString(), header.getValue().toString());
            }
        }
        return plain;
    }

    /** A second host is one that somebody else may have believed. */
    private static boolean isOneHost(HttpHeaders plain, List<CharSequence> authorities) {
        List<String> hosts = plain.getAll(HttpHeaderNames.HOST);
        if (authorities.isEmpty()) {
            return hosts.size() <= 1;
        }
        String authority = authorities.getFirst().toString();
        boolean isOne = hosts.stream().allMatch(authority::equals);
        plain.set(HttpHeaderNames.HOST, authority);
        return isOne;
    }

    /** Of RFC 9110, 5.6.2; the decoder has checked less. */
    private static boolean isToken(String name) {
        return isVisible(name) && name.chars().noneMatch(letter -> "\"(),/:;<=>?@[\\]{}".indexOf(letter) >= 0);
    }

    private static boolean isVisible(CharSequence text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter > ' ' && letter < 0x7F);
    }
}
