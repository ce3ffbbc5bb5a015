// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Lambda's Runtime API over HTTP, and over TLS an X-Ray that takes everything and an SSM with one tenant's policy. */
final class RehearsalHost implements AutoCloseable {

    static final String PASSWORD = "rehearsal";

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final int INVOCATION_SECONDS = 300;
    private static final int STEP_MILLIS = 200;
    private static final int STEPS = 600;

    private static final String POLICY = """
        {"apiVersion":"raygate/v1","kind":"GatewayPolicy","tenant":"rehearsal","clusters":["rehearsal"]}\
        """;

    private final HttpServer runtime;
    private final HttpsServer aws;
    private final Path trustStore;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<byte[]> events = new SynchronousQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private RehearsalHost(HttpServer runtime, HttpsServer aws, Path trustStore) {
        this.runtime = runtime;
        this.aws = aws;
        this.trustStore = trustStore;
    }

    /** On free ports, with a certificate of its own, whose key is in {@code directory}. */
    static RehearsalHost start(Path directory) throws Exception {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Path store = directory.resolve("certificate.p12");
        HttpsServer aws = HttpsServer.create(free, 0);
        aws.setHttpsConfigurator(new HttpsConfigurator(certificate(store)));
        RehearsalHost host = new RehearsalHost(HttpServer.create(free, 0), aws, store);
        host.runtime.createContext("/", host::handleRuntime);
        host.aws.createContext("/", RehearsalHost::handleAws);
        for (HttpServer server : new HttpServer[] {host.runtime, host.aws}) {
            server.setExecutor(host.threads);
            server.start();
        }
        return host;
    }

    private static SSLContext certificate(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        PASSWORD,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    Path trustStore() {
        return trustStore;
    }

    /** What Lambda and the chart set. */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + runtime.getAddress().getPort()),
                Map.entry(
                        "AWS_ENDPOINT_URL",
                        "https://localhost:" + aws.getAddress().getPort()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "rehearsal"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                Map.entry("AWS_REGION", "eu-west-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "rehearsal"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "rehearsal"),
                Map.entry("AWS_SESSION_TOKEN", "rehearsal"),
                Map.entry("RAYGATE_POLICY_SOURCE", "ssm"),
                Map.entry("RAYGATE_POLICY_ENVIRONMENT", "rehearsal"),
                // a machine that builds may be slow
                Map.entry("RAYGATE_POLICY_REQUEST_TIMEOUT", "1m"),
                Map.entry("RAYGATE_SUBMIT_REQUEST_TIMEOUT", "1m"));
    }

    /** Hands over an event, and waits until all of its records are acknowledged. */
    void invoke(byte[] event, Process function) throws InterruptedException {
        offer(event, function);
        String answer = answers.poll(INVOCATION_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.contains("\"batchItemFailures\":[]")) {
            throw new IllegalStateException("the function has not done its work: " + answer);
        }
    }

    private void offer(byte[] event, Process function) throws InterruptedException {
        for (int step = 0; step < STEPS; step++) {
            if (!function.isAlive()) {
                throw new IllegalStateException("the function ended by itself");
            }
            if (events.offer(event, STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        throw new IllegalStateException("the function asks for no event");
    }

    private void handleRuntime(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!path.equals(INVOCATION + "next")) {
                answers.add(body);
                send(exchange, 202, "{}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            byte[] event = events.take();
            long deadline = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(INVOCATION_SECONDS);
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:eu-west-1:000000000000:function:rehearsal");
            send(exchange, 200, event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void handleAws(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String parameter = "{\"Name\":\"/raygate/rehearsal/tenants/rehearsal\",\"Value\":\""
                    + POLICY.replace("\"", "\\\"") + "\"}";
            String answer =
                    switch (operation) {
                        case "AmazonSSM.GetParameter" -> "{\"Parameter\":" + parameter + "}";
                        case "AmazonSSM.GetParametersByPath" -> "{\"Parameters\":[" + parameter + "]}";
                        default -> "{\"UnprocessedTraceSegments\":[]}";
                    };
            send(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        runtime.stop(0);
        aws.stop(0);
        threads.shutdownNow();
    }
}
