// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.gateway.Documents;
import io.raygate.gateway.Events;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes over the wire, as {@link PutAnswer}. */
class XRaySinkTest {

    private static final String ENDPOINT = "aws.endpointUrl";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Target OTHER_ACCOUNT =
            new Target("eu-central-1", "arn:aws:iam::444455556666:role/raygate", "shop-7");

    private final FakeAws aws = new FakeAws();
    private final String endpointBefore = System.getProperty(ENDPOINT, "");
    private final Batch batch = new Batch(List.of(Documents.document(0, Events.segment(1))));
    private XRayCalls calls;
    private XRaySink sink;

    @BeforeEach
    void setUp() {
        System.setProperty(ENDPOINT, aws.url());
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.accessKeyId", "AKIAOWN");
        System.setProperty("aws.secretAccessKey", "secret");
        AwsClients clients = new AwsClients(AwsSettings.ofFunction());
        calls = new XRayCalls(clients, new FastConfig(), new TargetRoles(clients, new FastConfig()));
        sink = new XRaySink(calls);
    }

    @AfterEach
    void tearDown() {
        System.setProperty(ENDPOINT, endpointBefore);
        calls.close();
        aws.close();
    }

    @Test
    void put_taken_sendsOurBodySigned() {
        assertThat(put(Target.OWN, LONG)).isEqualTo(new PutAnswer.Taken(List.of()));

        assertThat(aws.bodies())
                .containsExactly(
                        "{\"TraceSegmentDocuments\":[\"" + Events.segment(1).replace("\"", "\\\"") + "\"]}");
        assertThat(aws.authorizations().getFirst()).contains("AKIAOWN").contains("eu-west-1/xray");
    }

    @Test
    void put_unprocessed_isTakenWithTheEntries() {
        aws.answers(
                200,
                "",
                "{\"UnprocessedTraceSegments\":[{\"Id\":\"1\",\"ErrorCode\":\"InvalidName\",\"Message\":\"m\"},{\"Id\":null}]}");

        assertThat(put(Target.OWN, LONG))
                .isEqualTo(new PutAnswer.Taken(
                        List.of(new Unprocessed("1", "InvalidName", "m"), new Unprocessed("", "Unknown", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottledException, Throttled",
        "400, ThrottlingException, Throttled",
        "400, com.amazonaws.xray#ThrottledException:http://internal.amazon.com/, Throttled",
        "400, InvalidRequestException, Refused",
        "400, SerializationException, Refused",
        "413, '', Refused",
        "400, UnrecognizedClientException, Unavailable",
        "403, AccessDeniedException, Unavailable",
        "403, ExpiredTokenException, Unavailable",
        "401, '', Unavailable",
        "400, QuuxException, Failed",
        "500, InternalFailure, Failed",
        "503, '', Failed",
    })
    void put_error_isReadByWhatItMeans(int status, String errorType, String answer) {
        aws.answers(status, errorType, "{\"Message\":\"Rate exceeded\"}");

        assertThat(put(Target.OWN, LONG).getClass().getSimpleName()).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "<html>ok</html>",
                "{\"UnprocessedTraceSegments\":null}",
                "{\"UnprocessedTraceSegments\":\"\"}",
                "{\"UnprocessedTraceSegments\":[null]}",
                "{\"UnprocessedTraceSegments\":[1]}",
                "{\"UnprocessedTraceSegments\":[{\"Id\":[]}]}",
                "{\"UnprocessedTraceSegments\":[]",
                "{\"TraceSummaries\":[]}",
            })
    void put_answerThatAffirmsNothing_isUnavailable(String answer) {
        aws.answers(200, "", answer);

        assertThat(put(Target.OWN, LONG)).isInstanceOf(PutAnswer.Unavailable.class);
    }

    @ParameterizedTest
    @MethodSource("credentialsThatDoNotHold")
    void put_stsGivesNoCredentialsThatHold_isUnavailableAndSaysSo(String answer) {
        aws.assumes(answer);

        assertThat(put(OTHER_ACCOUNT, LONG))
                .isInstanceOfSatisfying(
                        PutAnswer.Unavailable.class,
                        unavailable -> assertThat(unavailable.code()).startsWith("AssumeRole"));
        assertThat(aws.bodies()).isEmpty();
    }

    static Stream<String> credentialsThatDoNotHold() {
        return Stream.of(
                "",
                "<html>ok</html>",
                "<AssumeRoleResponse/>",
                "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>",
                FakeAws.CREDENTIALS.replace("<SecretAccessKey>secret</SecretAccessKey>", ""),
                FakeAws.CREDENTIALS.replace("token</SessionToken>", " </SessionToken>"),
                FakeAws.CREDENTIALS.replace("<Expiration>2099-01-01T00:00:00Z</Expiration>", ""),
                FakeAws.CREDENTIALS.replace("2099", "2001"),
                FakeAws.CREDENTIALS.replace("2099-01-01T00:00:00Z", "soon"));
    }

    @Test
    void put_connectionBreaks_isUnavailable() {
        aws.answers(FakeAws.BREAK, "", "");

        assertThat(put(Target.OWN, LONG)).isInstanceOf(PutAnswer.Unavailable.class);
    }

    @Test
    void put_noAnswerInTime_isUnavailable() {
        put(Target.OWN, LONG); // classes are loaded
        aws.answers(FakeAws.HANG, "", "");

        assertThat(put(Target.OWN, Duration.ofMillis(200))).isInstanceOf(PutAnswer.Unavailable.class);
    }

    @Test
    void put_otherAccount_assumesTheRoleOnce() {
        assertThat(put(OTHER_ACCOUNT, LONG)).isInstanceOf(PutAnswer.Taken.class);
        assertThat(put(OTHER_ACCOUNT, LONG)).isInstanceOf(PutAnswer.Taken.class);

        assertThat(aws.assumed()).hasSize(1);
        assertThat(aws.assumed().getFirst())
                .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Fraygate")
                .contains("RoleSessionName=raygate-team-a")
                .contains("ExternalId=shop-7");
        assertThat(aws.authorizations())
                .allSatisfy(authorization ->
                        assertThat(authorization).contains("ASIATENANT").contains("eu-central-1/xray"));
    }

    @Test
    void put_roleDenied_isDeniedAndSaysSo() {
        aws.denies();

        assertThat(put(OTHER_ACCOUNT, LONG))
                .isEqualTo(new PutAnswer.Denied(Denial.ofSegments("AssumeRoleAccessDenied")));
        assertThat(aws.bodies()).isEmpty();
    }

    @Test
    void put_roleMayNotPut_isDeniedAndSaysSo() {
        aws.answers(403, "AccessDeniedException", "{}");

        assertThat(put(OTHER_ACCOUNT, LONG))
                .isEqualTo(new PutAnswer.Denied(Denial.ofSegments("AccessDeniedException")));
    }

    private PutAnswer put(Target target, Duration timeout) {
        return sink.put(batch, new Destination(new TenantId("team a"), target, 1), timeout);
    }
}
