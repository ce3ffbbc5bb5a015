// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a stack how it is. Never through a proxy. */
public final class Http {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 5_000;
    private static final int MAX_BYTES = 1024 * 1024;

    private Http() {}

    /** The body of a GET that is answered with 200, at most a mebibyte of it. */
    public static Optional<String> get(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? Optional.of(text) : Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
