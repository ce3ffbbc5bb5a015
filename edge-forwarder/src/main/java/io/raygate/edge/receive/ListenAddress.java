// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A place to listen on, as configuration writes it.
 *
 * @param host name or literal; empty for all addresses
 * @param port 0 for one that the system chooses
 */
record ListenAddress(String host, int port) {

    /**
     * Reads {@code host:port}, {@code [v6]:port} or {@code :port}.
     *
     * @throws IllegalArgumentException naming the value and the accepted forms
     */
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || (text.indexOf(':') != colon && !text.startsWith("["))) {
            throw unreadable(text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") != host.endsWith("]")) {
            throw unreadable(text);
        }
        return new ListenAddress(withoutBrackets(host), port(text, text.substring(colon + 1)));
    }

    /** Unresolved where the host is a name that nobody knows. */
    InetSocketAddress toSocketAddress() {
        if (host.isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            // A name would load a resolver, which looks into every jar for a provider.
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException _) {
            return new InetSocketAddress(host, port);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text, String port) {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the sentence below says it all
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("raygate.receive.addresses: '" + text
                + "' is not an address; write host:port, [IPv6]:port or :port with a port from 0 to 65535");
    }
}
