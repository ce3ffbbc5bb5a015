// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Calls without a signature or a proxy, as local stacks take them: no region or credentials are needed, and the AWS SDK's
 * classes are not loaded.
 *
 * @param endpoint without a path
 */
record PlainCalls(URI endpoint) implements XRay.Transport {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 60_000;
    static final int MAX_BYTES = 64 << 20;

    @Override
    public XRay.Answer post(String path, byte[] body) throws IOException {
        HttpURLConnection connection = connect(path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return answer(connection);
    }

    XRay.Answer get(String path) throws IOException {
        return answer(connect(path));
    }

    private HttpURLConnection connect(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        return connection;
    }

    private static XRay.Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
        if (body == null) {
            return new XRay.Answer(status, new byte[0]);
        }
        try (body) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("the answer has more than " + MAX_BYTES + " bytes; ask for less with --since");
            }
            return new XRay.Answer(status, bytes);
        }
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
