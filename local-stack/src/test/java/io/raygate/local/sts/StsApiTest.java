// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sts;

import io.raygate.local.aws.ApiServer;
import io.raygate.local.aws.AwsAccount;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The real SDK against roles without anything behind them. */
class StsApiTest {

    private static final String GUARDED = "arn:aws:iam::222222222222:role/raygate/writer";
    private static final String OPEN = "arn:aws:iam::333333333333:role/writer";

    private ApiServer server;
    private StsClient sts;

    @BeforeEach
    void start() throws IOException {
        StsConfig config = () -> Map.of(GUARDED, () -> Optional.of("payments"));
        AwsAccount account = new AwsAccount("eu-west-1", "123456789012");
        server = new ApiServer(new StsApi(config, account, new Faults(FaultyService.STS, 1), InstantSource.system()));
        sts = client(AwsBasicCredentials.create("key", "secret"));
    }

    @AfterEach
    void stop() {
        sts.close();
        server.close();
    }

    @Test
    void getCallerIdentity_ownCredentials_isTheStacksAccount() {
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void assumeRole_rightExternalId_givesCredentialsOfThatAccount() {
        AssumeRoleResponse role = assume(GUARDED, "payments");
        var credentials = role.credentials();
        assertThat(role.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::222222222222:assumed-role/writer/test");
        assertThat(credentials.expiration()).isAfter(Instant.now().plusSeconds(3_000));

        try (StsClient assumed = client(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()))) {
            assertThat(assumed.getCallerIdentity().account()).isEqualTo("222222222222");
        }
    }

    @Test
    void assumeRole_wrongExternalId_isDenied() {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> assume(GUARDED, "orders"))
                .satisfies(failure -> {
                    assertThat(failure.statusCode()).isEqualTo(403);
                    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
    }

    @Test
    void assumeRole_durationThatIsNone_isAValidationError() {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> sts.assumeRole(
                        request -> request.roleArn(OPEN).roleSessionName("test").durationSeconds(Integer.MIN_VALUE)))
                .satisfies(failure ->
                        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }

    @Test
    void assumeRole_roleThatAsksForNothing_isGiven() {
        assertThat(assume(OPEN, "anything").assumedRoleUser().arn()).contains("333333333333");
    }

    private AssumeRoleResponse assume(String arn, String externalId) {
        return sts.assumeRole(
                request -> request.roleArn(arn).roleSessionName("test").externalId(externalId));
    }

    private StsClient client(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
