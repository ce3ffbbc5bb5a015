// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;

class SignedCallsTest {

    private static final Clock LONG_AGO = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final AwsSettings SETTINGS =
            new AwsSettings(Optional.of("eu-west-1"), Optional.empty(), "raygate", Optional.empty(), false);

    @Test
    void post_refusedWhereTheClockIsWrong_signsTheNextByTheClockOfTheService() throws IOException {
        List<String> scopes = scopesOfTwoCalls(403, LONG_AGO);

        assertThat(scopes.getFirst()).contains("/20200101/eu-west-1/kinesis/");
        assertThat(scopes.getLast()).contains("/eu-west-1/kinesis/").doesNotContain("/20200101/");
    }

    @Test
    void post_answeredWhereTheClockIsWrong_keepsTheClock() throws IOException {
        assertThat(scopesOfTwoCalls(200, LONG_AGO))
                .allSatisfy(scope -> assertThat(scope).contains("/20200101/"));
    }

    @Test
    void learn_clockThatIsRightAgain_isTheOneThatCounts() {
        ServiceClock clock = new ServiceClock(LONG_AGO);

        clock.learn(refusal("Wed, 01 Jan 2020 00:10:00 GMT"));
        assertThat(clock.now().instant()).isEqualTo("2020-01-01T00:10:00Z");
        clock.learn(refusal("no date"));
        assertThat(clock.now().instant()).isEqualTo("2020-01-01T00:10:00Z");
        clock.learn(refusal("Wed, 01 Jan 2020 00:03:59 GMT"));
        assertThat(clock.now()).isSameAs(LONG_AGO);
    }

    @Test
    void of_errorInCbor_hasItsCodeAndItsSentence() {
        // {"__type": "ResourceNotFoundException", "message": "Gone"}
        String body = "\u00a2\u0066__type\u0078\u0019ResourceNotFoundException\u0067message\u0064Gone";

        AwsServiceException error = error(body);

        assertThat(ErrorCode.of(error)).isEqualTo("ResourceNotFoundException");
        assertThat(ErrorCode.message(error)).isEqualTo("Gone");
    }

    @Test
    void of_errorThatIsNotFromTheService_hasItsStatus() {
        assertThat(ErrorCode.of(error("\u00bf\u0001"))).isEqualTo("Http400");
        assertThat(ErrorCode.of(error("<html>"))).isEqualTo("Http400");
        assertThat(ErrorCode.of(error(""))).isEqualTo("Http400");
    }

    private static AwsServiceException error(String body) {
        return ServiceError.of(
                AwsService.KINESIS, new SignedCalls.Answer(400, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static SignedCalls.Answer refusal(String date) {
        return new SignedCalls.Answer(403, Map.of("date", date), new byte[0]);
    }

    private static List<String> scopesOfTwoCalls(int status, Clock clock) throws IOException {
        try (HttpFake kinesis = HttpFake.answering(_ -> new HttpFake.Answer(status, "text/plain", "x"));
                AwsClients clients = new AwsClients(SETTINGS, Map.of());
                SignedCalls calls = new SignedCalls(clients, AwsService.KINESIS, Duration.ofMinutes(1), 1_000, clock)) {
            SignedCalls.Request request = new SignedCalls.Request(
                    kinesis.uri(), Region.EU_WEST_1, AwsBasicCredentials.create("id", "secret"), Map.of(), new byte[] {1
                    });
            calls.post(request, Duration.ofMinutes(1));
            calls.post(request, Duration.ofMinutes(1));
            return kinesis.requests().stream()
                    .map(HttpFake.Request::authorization)
                    .toList();
        }
    }
}
