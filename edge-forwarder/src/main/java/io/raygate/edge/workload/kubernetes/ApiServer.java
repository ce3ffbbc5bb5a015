// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.edge.reload.MountedFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the Kubernetes API with the service account of this pod. Token and CA certificates are read again for each
 * request, since the kubelet rotates the token before it expires; nothing else than the API server ever gets it:
 * redirects are not followed and proxies not used. Blocks; not thread-safe.
 */
final class ApiServer {

    private static final int MAX_TOKEN_BYTES = 64 * 1024;

    private final URI address;
    private final Path tokenFile;
    private final TrustedRoots roots;
    private final Duration connectTimeout;
    private final Duration silenceTimeout;
    private volatile @Nullable HttpURLConnection underWay;

    /**
     * @param connectTimeout for the connection
     * @param silenceTimeout longest wait for the next byte of an answer
     */
    ApiServer(URI address, Path tokenFile, Path caFile, Duration connectTimeout, Duration silenceTimeout) {
        this.address = address;
        this.tokenFile = tokenFile;
        this.roots = new TrustedRoots(caFile);
        this.connectTimeout = connectTimeout;
        this.silenceTimeout = silenceTimeout;
    }

    /**
     * The address which the kubelet gives every pod in its environment.
     *
     * @throws IllegalArgumentException if it is not set: this process does not run in a pod
     */
    static URI inCluster(Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("raygate.workloads.kubernetes.api-server: is missing, and there is no"
                    + " KUBERNETES_SERVICE_HOST; set it, or write raygate.workloads.source=none outside of a cluster");
        }
        return URI.create("https://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port);
    }

    /**
     * The body of the answer to a GET, as it streams in. Closing it ends the connection.
     *
     * @throws RefusedException where the answer is not 200
     */
    InputStream get(String pathAndQuery) throws IOException {
        HttpURLConnection connection = open(pathAndQuery);
        underWay = connection;
        boolean isOk = false;
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new RefusedException(status, "HTTP " + status);
            }
            isOk = true;
            return new Body(connection);
        } finally {
            if (!isOk) {
                connection.disconnect();
            }
        }
    }

    /** Ends the connection under way: whoever reads from it meets an error. */
    void disconnect() {
        HttpURLConnection connection = underWay;
        if (connection != null) {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String pathAndQuery) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve(pathAndQuery).toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(roots.socketFactory());
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(silenceTimeout.toMillis()));
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "raygate-edge-forwarder");
        token().ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
        return connection;
    }

    /** Empty where there is no such file: then the API server decides. */
    private Optional<String> token() throws IOException {
        if (!Files.exists(tokenFile)) {
            return Optional.empty();
        }
        byte[] token = MountedFile.content(tokenFile, MAX_TOKEN_BYTES);
        return Optional.of(new String(token, StandardCharsets.US_ASCII).strip());
    }

    /** An answer that is not an answer to the question. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        /**
         * The history that was asked for is no longer kept (410), or not there yet (504, after the cluster's store was
         * restored): only a list without a version helps.
         */
        boolean isExpired() {
            return status == HttpURLConnection.HTTP_GONE || status == HttpURLConnection.HTTP_GATEWAY_TIMEOUT;
        }
    }

    /** Ends the connection when it is closed, instead of reading an endless answer to its end. */
    private static final class Body extends FilterInputStream {

        private final HttpURLConnection connection;

        private Body(HttpURLConnection connection) throws IOException {
            super(connection.getInputStream());
            this.connection = connection;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
