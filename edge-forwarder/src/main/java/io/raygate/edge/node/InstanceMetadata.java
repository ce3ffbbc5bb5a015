// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.edge.json.UntrustedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks the EC2 instance metadata service, version 2: a token by PUT, then each fact with that token ("Use the Instance
 * Metadata Service", EC2 User Guide, read 2026-11-22). Never falls back to version 1, never uses a proxy, never follows
 * a redirect. A fact that is not there, or does not look like one, stays empty. Each request blocks for the time limit at
 * most, the answer's last byte included. Not thread-safe.
 *
 * <p>The AWS SDK's own client for this, {@code imds}, reads answers of any size and leaves redirects, proxies and the time
 * of a whole answer to an HTTP client that has no setting for them; it would save the token and its retry alone.
 */
final class InstanceMetadata implements AutoCloseable {

    /** Of each request. The service is on the host: it answers within milliseconds, or not at all. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(1);

    /** 1 s to 6 h, EC2 User Guide, read 2026-11-22. One reading takes four requests. */
    private static final String TOKEN_SECONDS = "60";

    /** A token has 56 characters, an identity document some 500 bytes. */
    private static final int MAX_ANSWER_BYTES = 16 * 1024;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1024}");

    private final UntrustedJson json = new UntrustedJson(MAX_ANSWER_BYTES);
    private final URI endpoint;
    private final Duration timeLimit;
    private final HttpClient http;

    InstanceMetadata(URI endpoint, Duration timeLimit) {
        this.endpoint = endpoint;
        this.timeLimit = timeLimit;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(timeLimit)
                .build();
    }

    /**
     * Asks for what is not known.
     *
     * @throws IOException where the service does not answer, or refuses
     */
    InstanceFacts read(InstanceFacts known) throws IOException, InterruptedException {
        String token = token();
        return new InstanceFacts(
                known.region().isEmpty() ? name("/latest/meta-data/placement/region", token) : "",
                known.zone().isEmpty() ? name("/latest/meta-data/placement/availability-zone", token) : "",
                known.instanceId().isEmpty() ? name("/latest/meta-data/instance-id", token) : "",
                known.account().isEmpty() ? account(token) : "");
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private String token() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(endpoint.resolve("/latest/api/token"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .header("X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS));
        String token = answer.body().strip();
        if (answer.statusCode() != OK || !TOKEN.matcher(token).matches()) {
            throw new IOException("no token: status=" + answer.statusCode());
        }
        return token;
    }

    private String name(String path, String token) throws IOException, InterruptedException {
        return matching(NAME, get(path, token));
    }

    /** From the instance identity document; there is no path of its own. */
    private String account(String token) throws IOException, InterruptedException {
        String document = get("/latest/dynamic/instance-identity/document", token);
        try (JsonParser fields = json.parser(document.getBytes(StandardCharsets.UTF_8))) {
            if (fields.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (fields.nextToken() == JsonToken.FIELD_NAME) {
                String name = fields.currentName();
                fields.nextToken();
                if (name.equals("accountId")) {
                    return matching(ACCOUNT, fields.getText());
                }
                fields.skipChildren();
            }
            return "";
        } catch (JsonParseException _) {
            return "";
        }
    }

    /** What is at a path; empty where nothing is. */
    private String get(String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(endpoint.resolve(path)).header("X-aws-ec2-metadata-token", token));
        return switch (answer.statusCode()) {
            case OK -> answer.body().strip();
            case NOT_FOUND -> "";
            default -> throw new IOException("path=" + path + ", status=" + answer.statusCode());
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        try {
            return answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + timeLimit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private static String matching(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? text : "";
    }

    /** What an EC2 instance can say of itself. Parts that are not known are empty. */
    record InstanceFacts(String region, String zone, String instanceId, String account) {

        static final InstanceFacts NONE = new InstanceFacts("", "", "", "");

        /** These where they are known, else the others. */
        InstanceFacts or(InstanceFacts others) {
            return new InstanceFacts(
                    first(region, others.region),
                    first(zone, others.zone),
                    first(instanceId, others.instanceId),
                    first(account, others.account));
        }

        /** True where nothing is left to ask for. */
        boolean areComplete() {
            return !region.isEmpty() && !zone.isEmpty() && !instanceId.isEmpty() && !account.isEmpty();
        }

        private static String first(String text, String other) {
            return text.isEmpty() ? other : text;
        }
    }

    /**
     * Where the instance metadata service is asked, by the environment variables that AWS SDKs share: "IMDS client", AWS SDKs
     * and Tools Reference Guide, read 2026-11-22.
     */
    static final class MetadataEndpoint {

        private static final URI IPV4 = URI.create("http://169.254.169.254");
        private static final URI IPV6 = URI.create("http://[fd00:ec2::254]");

        private MetadataEndpoint() {}

        /**
         * The endpoint; none where {@code AWS_EC2_METADATA_DISABLED} is {@code true}.
         *
         * @throws IllegalArgumentException naming the variable that cannot be read
         */
        static Optional<URI> of(Map<String, String> environment) {
            if (value(environment, "AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
                return Optional.empty();
            }
            String endpoint = value(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
            if (!endpoint.isEmpty()) {
                return Optional.of(parse(endpoint));
            }
            String mode = value(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
            return switch (mode.toLowerCase(Locale.ROOT)) {
                case "", "ipv4" -> Optional.of(IPV4);
                case "ipv6" -> Optional.of(IPV6);
                default ->
                    throw new IllegalArgumentException(
                            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: '" + mode + "' is not known; write IPv4 or IPv6");
            };
        }

        private static URI parse(String endpoint) {
            try {
                URI uri = URI.create(endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint);
                if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException _) {
                // the sentence below says it all
            }
            throw new IllegalArgumentException("AWS_EC2_METADATA_SERVICE_ENDPOINT: '" + endpoint
                    + "' is not a URL; write http://169.254.169.254 or http://[fd00:ec2::254]");
        }

        private static String value(Map<String, String> environment, String name) {
            return environment.getOrDefault(name, "").strip();
        }
    }
}
