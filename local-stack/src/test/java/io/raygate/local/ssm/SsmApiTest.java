// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.ssm;

import io.raygate.local.aws.ApiServer;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The real SDK against parameters in memory. */
class SsmApiTest {

    private static final String TENANTS = "/raygate/test/tenants/";

    private final Faults faults = new Faults(FaultyService.SSM, 4);
    private ApiServer server;
    private SsmClient ssm;

    @BeforeEach
    void start() throws IOException {
        SsmConfig config = new SsmConfig() {
            @Override
            public Map<String, String> parameters() {
                return Map.of(TENANTS + "demo", "{}");
            }

            @Override
            public int maxParameters() {
                return 20;
            }
        };
        AwsAccount account = new AwsAccount("eu-west-1", "123456789012");
        server = new ApiServer(new SsmApi(config, account, faults, InstantSource.system()));
        ssm = SsmClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        ssm.close();
        server.close();
    }

    @Test
    void getParameter_afterPut_isTheNewestVersion() {
        put("payments", "1", false);
        put("payments", "2", true);

        Parameter found =
                ssm.getParameter(request -> request.name(TENANTS + "payments")).parameter();
        assertThat(found.value()).isEqualTo("2");
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.arn()).isEqualTo("arn:aws:ssm:eu-west-1:123456789012:parameter" + TENANTS + "payments");
        assertThat(found.lastModifiedDate()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(ssm.getParameter(request -> request.name(TENANTS + "payments:2"))
                        .parameter()
                        .value())
                .isEqualTo("2");
    }

    @Test
    void putParameter_thereAlready_needsOverwrite() {
        assertThatExceptionOfType(ParameterAlreadyExistsException.class).isThrownBy(() -> put("demo", "{}", false));
    }

    @Test
    void putParameter_moreThanTheTierHolds_isRefused() {
        putOfTier(ParameterTier.STANDARD, 4096);
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> putOfTier(ParameterTier.STANDARD, 4097))
                .withMessageContaining("Standard tier parameters support a maximum parameter value of 4096 characters");
        putOfTier(ParameterTier.ADVANCED, 8192);
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> putOfTier(ParameterTier.ADVANCED, 8193))
                .withMessageContaining("8192");
    }

    @Test
    void putParameter_advancedBefore_cannotGoBackToStandard() {
        assertThat(putOfTier(ParameterTier.INTELLIGENT_TIERING, 4097).tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> putOfTier(ParameterTier.STANDARD, 1))
                .withMessageContaining("downgrade");
    }

    @Test
    void getParameter_secret_isReadableWithDecryptionAlone() {
        ssm.putParameter(request -> request.name("/key").value("secret").type(ParameterType.SECURE_STRING));

        assertThat(ssm.getParameter(request -> request.name("/key").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("secret");
        assertThat(ssm.getParameter(request -> request.name("/key")).parameter().value())
                .isNotEqualTo("secret");
        assertThat(ssm.getParametersByPath(request -> request.path("/").withDecryption(true))
                        .parameters())
                .extracting(Parameter::value)
                .contains("secret");
    }

    @Test
    void getParameters_someUnknown_namesThese() {
        var answer = ssm.getParameters(request -> request.names(TENANTS + "demo", TENANTS + "nobody"));
        assertThat(answer.parameters()).extracting(Parameter::value).containsExactly("{}");
        assertThat(answer.invalidParameters()).containsExactly(TENANTS + "nobody");
    }

    @Test
    void getParametersByPath_manyBelow_comeInPages() {
        for (int i = 0; i < 12; i++) {
            put("t" + i, "v", false);
        }
        put("deep/er", "v", false);

        assertThat(below("/raygate/test/tenants", false)).isEqualTo(13);
        assertThat(below("/raygate", true)).isEqualTo(14);
    }

    @Test
    void getParameter_deletedOrUnknown_isNotFound() {
        ssm.deleteParameter(request -> request.name(TENANTS + "demo"));
        assertThatExceptionOfType(ParameterNotFoundException.class)
                .isThrownBy(() -> ssm.getParameter(request -> request.name(TENANTS + "demo")));
    }

    @Test
    void getParameter_serviceDown_is500() {
        faults.add(
                new Fault(Fault.Aim.at("*"), FaultKind.HTTP_500, Duration.ofSeconds(9), Fault.Effect.DEFAULT),
                Instant.now());
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> ssm.getParameter(request -> request.name(TENANTS + "demo")))
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(500));
    }

    private long below(String path, boolean recursive) {
        return ssm.getParametersByPathPaginator(request -> request.path(path).recursive(recursive)).stream()
                .mapToLong(page -> page.parameters().size())
                .sum();
    }

    private PutParameterResponse putOfTier(ParameterTier tier, int chars) {
        return ssm.putParameter(request -> request.name(TENANTS + "sized")
                .value("x".repeat(chars))
                .type(ParameterType.STRING)
                .tier(tier)
                .overwrite(true));
    }

    private void put(String tenant, String value, boolean overwrite) {
        ssm.putParameter(request -> request.name(TENANTS + tenant)
                .value(value)
                .type(ParameterType.STRING)
                .overwrite(overwrite));
    }
}
