// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository that is read over HTTPS, as from a git host: {@code git http-backend} behind the JDK's server. What is in
 * {@link #workTree} counts once it is {@linkplain #commit committed}.
 */
public final class GitServer implements Part {

    private static final String PATH = "/platform/raygate.git";

    private final Path root;
    private final String host;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GitServer(Path root, String host, HttpsServer server) {
        this.root = root;
        this.host = host;
        this.server = server;
    }

    /** With a certificate that nobody trusts. */
    public static GitServer start(Path root) throws IOException, InterruptedException {
        HttpsServer https = listen(ServerCertificate.create(root.resolve("tls"), List.of()));
        return start(root, "127.0.0.1:" + https.getAddress().getPort(), https);
    }

    /** Under the name of another host. */
    public static GitServer start(Path root, NamedHosts hosts, String name) throws IOException, InterruptedException {
        HttpsServer https = listen(hosts.certificate());
        hosts.lead(name, https.getAddress().getPort());
        return start(root, name, https);
    }

    private static HttpsServer listen(ServerCertificate certificate) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        return https;
    }

    private static GitServer start(Path root, String host, HttpsServer https) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(root.resolve(PATH.substring(1)));
        HubPrograms.run(tree, "git", "init", "--quiet", "--initial-branch=main");
        GitServer server = new GitServer(root, host, https);
        https.createContext("/", server::handle);
        https.setExecutor(server.threads);
        https.start();
        return server;
    }

    public Path workTree() {
        return root.resolve(PATH.substring(1));
    }

    public String url() {
        return "https://" + host + PATH;
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

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
