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
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** A Prometheus that scrapes nothing and takes what is written to it, by remote write and OTLP: what AMP is to a collector. */
public final class Prometheus implements Part {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;
    private final ChildProcess process;

    private Prometheus(URI address, ChildProcess process) {
        this.address = address;
        this.process = process;
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param directory of this one alone
     */
    public static Prometheus start(MetricsPrograms programs, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), "scrape_configs: []\n");
        URI address = URI.create("http://127.0.0.1:" + FreePort.next());
        ChildProcess process = ChildProcess.startGuarded(
                List.of(
                        programs.directory().resolve("prometheus").toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address.getAuthority(),
                        "--web.enable-remote-write-receiver",
                        "--web.enable-otlp-receiver"),
                directory.resolve("prometheus.log"));
        Prometheus prometheus = new Prometheus(address, process);
        await("Prometheus, see " + directory)
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> prometheus.get("/-/ready").statusCode() == 200);
        return prometheus;
    }

    public String remoteWrite() {
        return address + "/api/v1/write";
    }

    public String otlp() {
        return address + "/api/v1/otlp/v1/metrics";
    }

    /** What a query finds: a list of {@code {metric, value}}. Fails where Prometheus refuses it. */
    public JsonNode query(String expression) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(expression + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).at("/data/result");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
