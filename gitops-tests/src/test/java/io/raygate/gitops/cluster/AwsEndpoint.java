// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * AWS on loopback: moto, and what {@code gitops-tests/aws/server.py} adds to it. What is made there is real enough to be read
 * back, by account and region.
 */
public final class AwsEndpoint implements Part {

    /** Those that moto's server needs for the services of the charts, and the command line that Jobs run. */
    private static final List<String> PACKAGES = List.of(
            "moto==5.2.5", "flask==3.1.3", "flask-cors==6.0.5", "docker==7.2.0", "PyYAML==6.0.4", "awscli==1.46.3");

    /** What requests of each service in JSON name, before the operation. */
    private static final Map<String, String> TARGETS = Map.of(
            "kinesis", "Kinesis_20131202",
            "ssm", "AmazonSSM",
            "kms", "TrentService",
            "logs", "Logs_20140328",
            "sqs", "AmazonSQS",
            "monitoring", "GraniteServiceVersion20100801");

    private static final Pattern ACCESS_KEY = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChildProcess process;
    private final Path python;
    private final int port;

    private AwsEndpoint(ChildProcess process, Path python, int port) {
        this.process = process;
        this.python = python;
        this.port = port;
    }

    /**
     * Installs what is not installed, and starts it.
     *
     * @param module the directory {@code gitops-tests}
     * @param directory for its log
     * @throws TestAbortedException where this machine has no Python with venv, or reaches no index of packages
     */
    public static AwsEndpoint start(Path module, Path directory) throws IOException, InterruptedException {
        Path python = install(module.resolve("target/aws").toAbsolutePath());
        int port = FreePort.next();
        Path log = Files.createDirectories(directory).resolve("aws.log");
        ChildProcess process = ChildProcess.startGuarded(
                List.of(
                        python.toString(),
                        module.resolve("aws/server.py").toAbsolutePath().toString(),
                        Integer.toString(port)),
                log);
        AwsEndpoint endpoint = new AwsEndpoint(process, python, port);
        await("AWS on loopback, see " + log).atMost(PATIENCE).until(endpoint::isReady);
        return endpoint;
    }

    private static Path install(Path environment) throws InterruptedException {
        Path python = environment.resolve("bin/python");
        try {
            if (!Files.isExecutable(python)) {
                HubPrograms.run(Path.of("/"), "python3", "-m", "venv", environment.toString());
            }
            Path installed = environment.resolve("installed");
            if (!Files.exists(installed) || !Files.readString(installed).equals(PACKAGES.toString())) {
                List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "--quiet"));
                command.addAll(PACKAGES);
                HubPrograms.run(Path.of("/"), command.toArray(String[]::new));
                Files.writeString(installed, PACKAGES.toString());
            }
            return python;
        } catch (IOException | IllegalStateException missing) {
            throw new TestAbortedException(
                    "no AWS on loopback: python3 with venv, and an index that has " + PACKAGES, missing);
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("AWS on loopback has ended; its log says why");
        }
        try {
            return answers(url().resolve("/ready"));
        } catch (IOException _) {
            return false; // does not listen yet
        }
    }

    /** Whether it has what is asked for. */
    boolean answers(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The directory with {@code aws}, the command line. */
    Path commands() {
        return python.getParent();
    }

    /**
     * Where pods of a cluster get their credentials.
     *
     * @param account of the cluster
     */
    URI credentials(String account, String region, String cluster, String namespace, String serviceAccount) {
        return url().resolve("/pod-identity/" + String.join("/", account, region, cluster, namespace, serviceAccount));
    }

    /**
     * As a pod, with what the agent on its node gives it.
     *
     * @param account of the cluster
     * @throws AwsRefusal where no association says who it is, or its roles do not trust each other
     */
    public Account pod(String account, String region, String cluster, String namespace, String serviceAccount)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(credentials(account, region, cluster, namespace, serviceAccount))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw AwsRefusal.of(answer);
        }
        return new Account(JSON.readTree(answer.body()).path("AccessKeyId").asString(""), region);
    }

    /** As the administrator of an account, in its region. */
    public Account account(String id, String region) {
        return new Account("AKIA" + id + "ADMN", region);
    }

    /**
     * As whoever the controllers are in an account, which is the role that they take from the hub's.
     *
     * @param hub the account of the hub
     * @throws AwsRefusal where there is no such role
     */
    Account controllers(String hub, String role, String region) throws IOException, InterruptedException {
        String answer = new Account("AKIA" + hub + "BASE", region)
                .query("sts", "2011-06-15", "AssumeRole", Map.of("RoleArn", role, "RoleSessionName", "ack"));
        Matcher key = ACCESS_KEY.matcher(answer);
        if (!key.find()) {
            throw new IllegalStateException("no credentials in " + answer);
        }
        return new Account(key.group(1), region);
    }

    /** As the controllers, before they take a role. */
    Account itself(String hub, String region) {
        return new Account("AKIA" + hub + "BASE", region);
    }

    /** Calls of somebody. Each answers what AWS does, or throws what it refuses, as {@link AwsRefusal}. */
    public final class Account {

        private final String key;
        private final String region;

        private Account(String key, String region) {
            this.key = key;
            this.region = region;
        }

        /**
         * A call of a service that speaks JSON.
         *
         * @param service as requests are signed for it: {@code kinesis}, {@code monitoring}
         */
        public JsonNode call(String service, String operation, Map<String, ?> body)
                throws IOException, InterruptedException {
            return json(request(service, "/")
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .header("X-Amz-Target", TARGETS.get(service) + "." + operation)
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        }

        /** A read of a service whose requests have paths. */
        public JsonNode get(String service, String path) throws IOException, InterruptedException {
            return json(request(service, path).build());
        }

        /** A write of a service whose requests have paths. */
        public JsonNode send(String service, String method, String path, Map<String, ?> body)
                throws IOException, InterruptedException {
            return json(request(service, path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        }

        /** A call of IAM; the answer is XML. */
        public String iam(String operation, Map<String, String> parameters) throws IOException, InterruptedException {
            return query("iam", "2010-05-08", operation, parameters);
        }

        private String query(String service, String version, String operation, Map<String, String> parameters)
                throws IOException, InterruptedException {
            Map<String, String> form = new LinkedHashMap<>(parameters);
            form.put("Action", operation);
            form.put("Version", version);
            String text = form.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return text(request(service, "/")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(text))
                    .build());
        }

        private HttpRequest.Builder request(String service, String path) {
            return HttpRequest.newBuilder(url().resolve(path))
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                                    .formatted(key, region, service));
        }

        private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
            String text = text(request);
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        }

        private String text(HttpRequest request) throws IOException, InterruptedException {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw AwsRefusal.of(answer);
            }
            return answer.body();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
