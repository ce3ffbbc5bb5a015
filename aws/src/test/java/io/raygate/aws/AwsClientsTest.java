// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsClientsTest {

    private static final AwsSettings PLAIN = settings("eu-west-1", Optional.empty(), Optional.empty());
    private static final URI NOWHERE = URI.create("http://kinesis.raygate.invalid");

    private final Map<String, Optional<String>> properties = new HashMap<>();

    @AfterEach
    void restoreProperties() {
        properties.forEach((name, value) ->
                value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    }

    @Test
    void credentials_roleWithExternalId_signsWithWhatTheRoleGives() throws IOException {
        try (HttpFake sts = HttpFake.answering(_ -> xml("AssumeRole", "ASIAROLE"));
                HttpFake kinesis = kinesis()) {
            set("aws.endpointUrlSts", sts.uri().toString());
            AwsClients clients = new AwsClients(
                    settings(
                            "eu-west-1",
                            Optional.of(new Role(
                                    "arn:aws:iam::111122223333:role/raygate-edge",
                                    "shared-secret",
                                    "raygate-forwarder")),
                            Optional.empty()),
                    Map.of());

            put(clients, kinesis.uri());
            put(clients, kinesis.uri());

            assertThat(sts.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body())
                            .contains("Action=AssumeRole&")
                            .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fraygate-edge")
                            .contains("ExternalId=shared-secret")
                            .contains("RoleSessionName=raygate-forwarder"));
            assertThat(sts.requests().getFirst().authorization()).contains("Credential=test/");
            assertThat(kinesis.requests())
                    .extracting(HttpFake.Request::authorization)
                    .allSatisfy(authorization -> assertThat(authorization).contains("Credential=ASIAROLE/"));
            clients.close();
        }
    }

    @Test
    void credentials_webIdentityOfIrsa_signsWithWhatTheTokenGives(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "a.web.token");
        try (HttpFake sts = HttpFake.answering(_ -> xml("AssumeRoleWithWebIdentity", "ASIAIRSA"));
                HttpFake kinesis = kinesis()) {
            withoutStaticCredentials();
            set("aws.endpointUrlSts", sts.uri().toString());
            set("aws.webIdentityTokenFile", token.toString());
            set("aws.roleArn", "arn:aws:iam::111122223333:role/irsa");

            put(new AwsClients(PLAIN, Map.of()), kinesis.uri());

            assertThat(sts.requests()).singleElement().satisfies(request -> {
                assertThat(request.body())
                        .contains("Action=AssumeRoleWithWebIdentity")
                        .contains("WebIdentityToken=a.web.token");
                assertThat(request.authorization()).as("not signed").isEqualTo("null");
            });
            assertThat(kinesis.requests().getFirst().authorization()).contains("Credential=ASIAIRSA/");
        }
    }

    @Test
    void credentials_podIdentityBehindProxy_areFetchedDirectly(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "pod-token");
        try (HttpFake agent = HttpFake.answering(
                        _ -> new HttpFake.Answer(200, "application/json", """
                        {"AccessKeyId":"ASIAPOD","SecretAccessKey":"s","Token":"t","Expiration":"%s"}""".formatted(inAnHour())));
                HttpFake proxy = kinesis()) {
            withoutStaticCredentials();
            set("aws.containerCredentialsFullUri", agent.uri() + "/v1/credentials");
            set("aws.containerAuthorizationTokenFile", token.toString());

            put(new AwsClients(PLAIN, Map.of("HTTP_PROXY", proxy.uri().toString())), NOWHERE);

            assertThat(agent.requests()).singleElement().satisfies(request -> {
                assertThat(request.uri().getPath()).isEqualTo("/v1/credentials");
                assertThat(request.authorization()).isEqualTo("pod-token");
            });
            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.uri().getHost()).isEqualTo(NOWHERE.getHost());
                assertThat(request.authorization()).contains("Credential=ASIAPOD/");
            });
        }
    }

    @Test
    void configure_proxyWithPassword_asksItSo() throws IOException {
        try (HttpFake proxy = kinesis()) {
            String address = proxy.uri().toString().replace("http://", "http://forwarder:secret@");

            put(
                    new AwsClients(
                            settings("eu-west-1", Optional.empty(), Optional.of(address)),
                            Map.of("NO_PROXY", "example.com")),
                    NOWHERE);

            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.uri().getHost()).isEqualTo(NOWHERE.getHost());
                assertThat(request.proxyAuthorization()).isEqualTo("Basic Zm9yd2FyZGVyOnNlY3JldA==");
            });
        }
    }

    @Test
    void configure_hostOfNoProxy_isCalledDirectly() throws IOException {
        try (HttpFake proxy = kinesis()) {
            AwsClients clients = new AwsClients(
                    PLAIN, Map.of("HTTP_PROXY", proxy.uri().toString(), "NO_PROXY", "10.0.0.0/8,.raygate.invalid"));

            assertThatThrownBy(() -> put(clients, NOWHERE)).isInstanceOf(SdkException.class);

            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void configure_httpsProxyOfEnvironment_isAskedForATunnel() throws Exception {
        clear("aws.endpointUrl");
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> firstLine = CompletableFuture.supplyAsync(() -> refuse(proxy));
            AwsClients clients =
                    new AwsClients(PLAIN, Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort()));

            assertThatThrownBy(() -> put(clients, null)).isInstanceOf(SdkException.class);

            assertThat(firstLine.get(10, TimeUnit.SECONDS))
                    .isEqualTo("CONNECT kinesis.eu-west-1.amazonaws.com:443 HTTP/1.1");
        }
    }

    @Test
    void httpClient_plainEndpointOfXRayAlone_usesTheProxyOfHttp() throws IOException {
        clear("aws.endpointUrl");
        try (HttpFake proxy = kinesis();
                SdkHttpClient http = new AwsClients(
                                PLAIN,
                                Map.of(
                                        "AWS_ENDPOINT_URL_XRAY", NOWHERE.toString(),
                                        "HTTP_PROXY", proxy.uri().toString(),
                                        "HTTPS_PROXY", "http://127.0.0.1:9"))
                        .httpClient(AwsService.XRAY, Duration.ofSeconds(10))
                        .build()) {
            http.prepareRequest(HttpExecuteRequest.builder()
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.GET)
                                    .uri(NOWHERE.resolve("/"))
                                    .build())
                            .build())
                    .call();

            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.uri().getHost()).isEqualTo(NOWHERE.getHost()));
        }
    }

    @Test
    void configure_plainEndpointOfXRayAlone_usesTheProxyOfHttpsForKinesis() throws Exception {
        clear("aws.endpointUrl");
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> firstLine = CompletableFuture.supplyAsync(() -> refuse(proxy));
            AwsClients clients = new AwsClients(
                    PLAIN,
                    Map.of(
                            "AWS_ENDPOINT_URL_XRAY",
                            NOWHERE.toString(),
                            "HTTP_PROXY",
                            "http://127.0.0.1:9",
                            "HTTPS_PROXY",
                            "http://127.0.0.1:" + proxy.getLocalPort()));

            assertThatThrownBy(() -> put(clients, null)).isInstanceOf(SdkException.class);

            assertThat(firstLine.get(10, TimeUnit.SECONDS)).startsWith("CONNECT kinesis.eu-west-1.amazonaws.com:443");
        }
    }

    @Test
    void isEndpointPlain_ownAndGeneralEndpoint_ownCounts() {
        clear("aws.endpointUrl");
        Map<String, String> environment =
                Map.of("AWS_ENDPOINT_URL", "http://all.example", "AWS_ENDPOINT_URL_STS", "https://sts.example");

        assertThat(AwsService.KINESIS.isEndpointPlain(environment)).isTrue();
        assertThat(AwsService.STS.isEndpointPlain(environment)).isFalse();
        set("aws.endpointUrlSts", "http://sts.example");
        assertThat(AwsService.STS.isEndpointPlain(environment)).isTrue();
        assertThat(AwsService.XRAY.isEndpointPlain(Map.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "kinesis.example:4566", "ftp://a", "http://", "http://a b", ""})
    void isEndpointPlain_notAnAddress_namesTheSetting(String endpoint) {
        clear("aws.endpointUrl");

        assertThatThrownBy(() -> AwsService.KINESIS.isEndpointPlain(Map.of("AWS_ENDPOINT_URL", endpoint)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_ENDPOINT_URL: '" + endpoint
                        + "' is not the address of a server; write http://host:port or https://host");
    }

    @Test
    void configure_fipsAndDualStack_chooseTheEndpoint() throws Exception {
        clear("aws.endpointUrl");
        set("aws.useFipsEndpoint", "true");
        set("aws.useDualstackEndpoint", "true");
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> firstLine = CompletableFuture.supplyAsync(() -> refuse(proxy));
            AwsClients clients = new AwsClients(
                    settings("us-east-1", Optional.empty(), Optional.empty()),
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort()));

            assertThatThrownBy(() -> put(clients, null)).isInstanceOf(SdkException.class);

            assertThat(firstLine.get(10, TimeUnit.SECONDS))
                    .isEqualTo("CONNECT kinesis-fips.us-east-1.api.aws:443 HTTP/1.1");
        }
    }

    private static void put(AwsClients clients, URI endpoint) {
        var builder = clients.configure(AwsService.KINESIS, KinesisClient.builder(), Duration.ofSeconds(10));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        try (KinesisClient client = builder.build()) {
            client.putRecords(request -> request.streamName("raygate-shop").records(List.of()));
        }
    }

    private static HttpFake kinesis() throws IOException {
        // an empty map in CBOR, which the SDK speaks to Kinesis
        return HttpFake.answering(_ -> new HttpFake.Answer(200, "application/x-amz-cbor-1.1", "\u00a0"));
    }

    private static String refuse(ServerSocket proxy) {
        try (Socket client = proxy.accept();
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String firstLine = reader.readLine();
            client.getOutputStream()
                    .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return firstLine;
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The answer of the Query protocol: STS API reference, version 2011-06-15, read 2026-11-22. */
    private static HttpFake.Answer xml(String operation, String accessKeyId) {
        return new HttpFake.Answer(200, "text/xml", """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
                <AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                <SessionToken>session</SessionToken><Expiration>%3$s</Expiration></Credentials>
                </%1$sResult></%1$sResponse>""".formatted(operation, accessKeyId, inAnHour()));
    }

    private static Instant inAnHour() {
        return Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    }

    private void withoutStaticCredentials() {
        clear("aws.accessKeyId");
        clear("aws.secretAccessKey");
    }

    private void set(String name, String value) {
        properties.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
        System.setProperty(name, value);
    }

    private void clear(String name) {
        properties.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
        System.clearProperty(name);
    }

    private static AwsSettings settings(String region, Optional<Role> role, Optional<String> proxy) {
        return new AwsSettings(Optional.of(region), role, "raygate-forwarder", proxy, true);
    }
}
