// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.gateway.RandomDocuments;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Over HTTP, with the AWS SDK's client. */
class SsmPoliciesTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final String NAME = "/raygate/prod/tenants/shop";

    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private HttpServer server;
    private SsmPolicies policies;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::getParameter);
        server.start();
        SsmClient ssm = SsmClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
        policies = new SsmPolicies(ssm, "prod", Duration.ofSeconds(60), new PolicyReader(List.of(), false));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void find_parameter_isRead() {
        parameters.put(NAME, policy("\"shop-prod\""));

        PolicyLookup lookup = policies.find(SHOP);

        assertThat(lookup).isInstanceOf(PolicyLookup.Found.class);
        assertThat(((PolicyLookup.Found) lookup).policy().owns(new ClusterName("shop-prod")))
                .isTrue();
    }

    @Test
    void find_noParameter_isUnknown() {
        assertThat(policies.find(SHOP)).isEqualTo(new PolicyLookup.Unknown(NAME));
    }

    @Test
    void find_parameterThatIsWrong_isInvalidAndSaysWhere() {
        parameters.put(NAME, policy("\"Not A Label\""));

        assertThat(policies.find(SHOP))
                .isEqualTo(
                        new PolicyLookup.Invalid(
                                NAME
                                        + ": /clusters/0: \"Not A Label\" is not a cluster's name; write 1 to 63 of a-z 0-9 and hyphen"));
    }

    @Test
    void find_noAnswer_isUnreachable() {
        server.stop(0);

        assertThat(policies.find(SHOP)).isInstanceOf(PolicyLookup.Unreachable.class);
    }

    private static String policy(String clusters) {
        return "{\"apiVersion\":\"raygate/v1\",\"kind\":\"GatewayPolicy\",\"tenant\":\"shop\",\"clusters\":[" + clusters
                + "]}";
    }

    private void getParameter(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String name = RandomDocuments.tree(exchange.getRequestBody().readAllBytes())
                .path("Name")
                .textValue();
        String value = parameters.get(name);
        var answer = RandomDocuments.MAPPER.createObjectNode();
        if (!"AmazonSSM.GetParameter".equals(target) || value == null) {
            answer.put("__type", "ParameterNotFound");
        } else {
            answer.putObject("Parameter").put("Name", name).put("Value", value).put("Version", 1);
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(value == null ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
