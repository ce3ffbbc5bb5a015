// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.awaitility.Awaitility.await;

/** Kinesis, Lambda with the packaged gateway, and X-Ray, where the pods of a node reach them. */
public record LocalAws(URI aws, URI page, Path log, ChildProcess process) implements Part {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Asked for at once, of which X-Ray allows no more. */
    private static final int TRACES = 5;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * Starts it, and waits for the function.
     *
     * @param root of the project
     * @param account whose stream it is
     * @param tenants directory of tenant files
     */
    static LocalAws start(Path root, String address, String account, String stream, Path tenants, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        URI aws = URI.create("http://" + address + ":" + FreePort.next());
        URI page = URI.create("http://127.0.0.1:" + FreePort.next());
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        ChildProcess process = ChildProcess.startGuarded(
                List.of(
                        java.toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Draygate.local.aws.host=" + aws.getHost(),
                        "-Draygate.local.aws.port=" + aws.getPort(),
                        "-Draygate.local.aws.account-id=" + account,
                        "-Draygate.local.page.port=" + page.getPort(),
                        "-Draygate.local.kinesis.streams." + stream + ".shards=8",
                        "-Draygate.local.event-source-mapping.streams=" + stream,
                        "-Draygate.local.function.zip=" + root.resolve("gateway-lambda/target/function.zip"),
                        "-Draygate.local.function.runtime-interface-client="
                                + root.resolve("local-stack/target/runtime-interface-client"),
                        "-Draygate.local.function.aws-endpoint-url=" + aws,
                        "-Draygate.local.function.log-file=" + directory.resolve("gateway.log"),
                        "-Draygate.local.function.environment.RAYGATE_POLICY_SOURCE=directory",
                        "-Draygate.local.function.environment.RAYGATE_POLICY_DIRECTORY=" + tenants,
                        "-Draygate.local.function.environment.RAYGATE_POLICY_ENVIRONMENT=dev",
                        "-Draygate.local.function.environment.RAYGATE_QUARANTINE_QUEUE=" + aws + "/" + account
                                + "/raygate-quarantine",
                        "-jar",
                        root.resolve("local-stack/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                directory.resolve("local-stack.log"));
        LocalAws local = new LocalAws(aws, page, directory, process);
        await("local stack, see " + directory)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> local.get("/q/health/ready").contains("UP"));
        return local;
    }

    /** What the page's port answers. */
    public String get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What anything else answers. */
    public String post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What X-Ray answers. */
    private JsonNode xray(String operation, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(aws.resolve("/" + operation))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261127/eu-west-1/xray/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** What a forwarder has counted. */
    public ForwarderBooks books(Pod forwarder) throws IOException, InterruptedException {
        URI metrics = URI.create("http://" + forwarder.getStatus().getPodIP() + ":8090/q/metrics");
        return ForwarderBooks.read(
                HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** Documents that were new to X-Ray. */
    public long added() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/status")).at("/xray/added").asLong(-1);
    }

    /** Ids of the traces of a service that began lately. */
    public List<String> traces(String name, Instant since) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            ObjectNode request = JSON.createObjectNode()
                    .put("StartTime", since.getEpochSecond())
                    .put("EndTime", Instant.now().plusSeconds(60).getEpochSecond());
            if (!next.isEmpty()) {
                request.put("NextToken", next);
            }
            JsonNode answer = xray("TraceSummaries", request.toString());
            for (JsonNode summary : answer.path("TraceSummaries")) {
                if (summary.at("/EntryPoint/Name").asString("").equals(name)) {
                    ids.add(summary.path("Id").asString(""));
                }
            }
            next = answer.path("NextToken").asString("");
        } while (!next.isEmpty());
        return ids;
    }

    /** The segment documents of a service that began lately. */
    public List<JsonNode> documents(String name, Instant since) throws IOException, InterruptedException {
        List<JsonNode> documents = new ArrayList<>();
        List<String> ids = traces(name, since);
        for (int i = 0; i < ids.size(); i += TRACES) {
            ObjectNode request = JSON.createObjectNode();
            ids.subList(i, Math.min(i + TRACES, ids.size())).forEach(request.putArray("TraceIds")::add);
            for (JsonNode trace : xray("Traces", request.toString()).path("Traces")) {
                for (JsonNode segment : trace.path("Segments")) {
                    documents.add(JSON.readTree(segment.path("Document").asString("{}")));
                }
            }
        }
        return documents;
    }

    @Override
    public void close() {
        process.close();
    }
}
