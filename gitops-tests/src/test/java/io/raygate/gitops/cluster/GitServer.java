// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A repository that is read over HTTPS, as from a git host: {@code git http-backend} behind the JDK's server. What is in
 * {@link #workTree} counts once it is {@linkplain #commit committed}.
 */
public final class GitServer implements Part {

    private static final String PATH = "/platform/raygate.git";
    private static final String PASSWORD = "changeit";

    private final Path root;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GitServer(Path root, HttpsServer server) {
        this.root = root;
        this.server = server;
    }

    public static GitServer start(Path root) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(root.resolve(PATH.substring(1)));
        HubPrograms.run(tree, "git", "init", "--quiet", "--initial-branch=main");
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls(root.resolve("git.p12"))));
        GitServer server = new GitServer(root, https);
        https.createContext("/", server::handle);
        https.setExecutor(server.threads);
        https.start();
        return server;
    }

    public Path workTree() {
        return root.resolve(PATH.substring(1));
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** Everything in the work tree, on main. */
    public void commit(String message, String... options) throws IOException, InterruptedException {
        git("add", "--all");
        git(Stream.concat(Stream.of("commit", "--quiet", "--message=" + message), Stream.of(options))
                .toArray(String[]::new));
    }

    /** Takes the newest commit back by another one. */
    public void revert() throws IOException, InterruptedException {
        git("revert", "--no-edit", "HEAD");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        HubPrograms.run(workTree(), command.toArray(String[]::new));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Process backend = backend(exchange).start();
            try (var in = backend.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            InputStream answer =
                    new ByteArrayInputStream(backend.getInputStream().readAllBytes());
            int status = 200;
            for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
                String[] header = line.split(": ", 2);
                if (header[0].equalsIgnoreCase("Status")) {
                    status = Integer.parseInt(header[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(header[0], header[1]);
                }
            }
            byte[] body = answer.readAllBytes();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** As RFC 3875 has it, and as git-http-backend(1) wants it. */
    private ProcessBuilder backend(HttpExchange exchange) {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var headers = exchange.getRequestHeaders();
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", text(exchange.getRequestURI().getQuery()));
        environment.put("CONTENT_TYPE", text(headers.getFirst("Content-Type")));
        environment.put("HTTP_CONTENT_ENCODING", text(headers.getFirst("Content-Encoding")));
        environment.put("GIT_PROTOCOL", text(headers.getFirst("Git-Protocol")));
        return builder;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Of a key that is made here, and that nobody trusts. */
    private static SSLContext tls(Path store) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        HubPrograms.run(
                store.getParent(),
                (keytool + " -genkeypair -alias git -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -validity 7"
                                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store.getFileName())
                        .split(" "));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
