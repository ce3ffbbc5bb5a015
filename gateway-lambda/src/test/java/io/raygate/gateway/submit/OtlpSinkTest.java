// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.gateway.SpanDocuments;
import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.TenantId;
import io.raygate.otlp.read.TraceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes over the wire from the OTLP endpoint, as {@link PutAnswer}. */
class OtlpSinkTest {

    private static final String ENDPOINT = "aws.endpointUrl";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Target OWN = Target.OWN.ofSpans();
    private static final Target OTHER_ACCOUNT =
            new Target("eu-central-1", "arn:aws:iam::444455556666:role/raygate", "shop-7").ofSpans();

    private final FakeAws aws = new FakeAws();
    private final String endpointBefore = System.getProperty(ENDPOINT, "");
    private final Batch batch = new Batch(List.of(SpanDocuments.of(0, "a", "b"), SpanDocuments.of(1, "c")));
    private XRayCalls calls;
    private OtlpSink sink;

    @BeforeEach
    void setUp() {
        System.setProperty(ENDPOINT, aws.url());
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.accessKeyId", "AKIAOWN");
        System.setProperty("aws.secretAccessKey", "secret");
        AwsClients clients = new AwsClients(AwsSettings.ofFunction());
        calls = new XRayCalls(clients, new FastConfig(), new TargetRoles(clients, new FastConfig()));
        sink = new OtlpSink(calls);
        aws.answers(200, "", "");
    }

    @AfterEach
    void tearDown() {
        System.setProperty(ENDPOINT, endpointBefore);
        calls.close();
        aws.close();
    }

    @Test
    void put_taken_sendsOneSignedRequestOfAllSpans() throws IOException {
        assertThat(put(OWN)).isEqualTo(new PutAnswer.Taken(List.of()));

        assertThat(aws.paths()).containsExactly("/v1/traces");
        assertThat(aws.authorizations().getFirst()).contains("AKIAOWN").contains("eu-west-1/xray/aws4_request");
        assertThat(aws.headers().getFirst())
                .containsEntry("Content-type", "application/x-protobuf")
                .containsEntry("Content-encoding", "gzip");
        byte[] sent = new GZIPInputStream(new ByteArrayInputStream(aws.bytes().getFirst())).readAllBytes();
        assertThat(TraceRequest.read(sent, 0, sent.length, 10).spanCount()).isEqualTo(3);
    }

    @Test
    void put_otherAccount_isSignedWithItsRoleForItsRegion() {
        assertThat(put(OTHER_ACCOUNT)).isEqualTo(new PutAnswer.Taken(List.of()));

        assertThat(aws.assumed().getFirst()).contains("raygate-team-a").contains("shop-7");
        assertThat(aws.authorizations().getFirst()).contains("ASIATENANT").contains("eu-central-1/xray");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | ''                        | {}                                                                  | Taken
            200 | ''                        | {"partialSuccess":{}}                                               | Taken
            200 | ''                        | {"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}   | Partial OtlpPartialSuccess
            200 | ''                        | <html>                                                              | Unavailable OtlpUnexpectedAnswer
            200 | ''                        | {"partial                                                           | Unavailable OtlpUnexpectedAnswer
            302 | ''                        | <html>                                                              | Unavailable OtlpHttp302
            400 | ''                        | {"message":"bad"}                                                   | Refused OtlpHttp400
            400 | InvalidRequestException   | {"message":"bad"}                                                   | Refused InvalidRequestException
            400 | InvalidRequestException   | {"message":"The OTLP API is supported with CloudWatch Logs as a Trace Segment Destination."} | Denied TransactionSearchOff
            400 | ''                        | {"__type":"com.amazon#ExpiredTokenException","message":"old"}       | Unavailable ExpiredTokenException
            403 | AccessDeniedException     | {}                                                                  | Unavailable AccessDeniedException
            403 | ''                        | <html>                                                              | Unavailable OtlpHttp403
            404 | ''                        | {}                                                                  | Failed OtlpHttp404
            413 | ''                        | ''                                                                  | Refused OtlpHttp413
            429 | ''                        | ''                                                                  | Throttled OtlpHttp429
            400 | ThrottlingException       | {}                                                                  | Throttled ThrottlingException
            500 | ''                        | {}                                                                  | Failed OtlpHttp500
            503 | ''                        | ''                                                                  | Failed OtlpHttp503
            """)
    void put_answer_isReadAsWhatItMeans(int status, String errorType, String body, String expected) {
        aws.answers(status, errorType.replace("''", ""), body.replace("''", ""));

        assertThat(text(put(OWN))).isEqualTo(expected);
    }

    @Test
    void put_retryAfter_isToldInSecondsOrAsADate() {
        aws.answers(503, "", "").header("Retry-After", "7");
        assertThat(put(OWN)).isEqualTo(new PutAnswer.Throttled("OtlpHttp503", Duration.ofSeconds(7)));

        aws.header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
        assertThat(put(OWN)).isEqualTo(new PutAnswer.Throttled("OtlpHttp503", Duration.ZERO));

        aws.header("Retry-After", "soon");
        assertThat(text(put(OWN))).isEqualTo("Failed OtlpHttp503");
    }

    @Test
    void put_roleDenied_isDeniedAndSaysWhatItNeeds() {
        aws.denies();

        assertThat(put(OTHER_ACCOUNT)).isEqualTo(new PutAnswer.Denied(Denial.ofSpans("AssumeRoleAccessDenied")));
    }

    @Test
    void put_roleMayNotPut_isDenied() {
        aws.answers(403, "AccessDeniedException", "{}");

        assertThat(put(OTHER_ACCOUNT)).isEqualTo(new PutAnswer.Denied(Denial.ofSpans("AccessDeniedException")));
    }

    @Test
    void put_noAnswerInTime_isUnavailable() {
        aws.answers(FakeAws.HANG, "", "");

        assertThat(text(sink.put(batch, destination(OWN), Duration.ofMillis(300))))
                .isEqualTo("Unavailable ApiCallTimeoutException");
    }

    @Test
    void put_brokenConnection_isUnavailable() {
        aws.answers(FakeAws.BREAK, "", "");

        assertThat(put(OWN)).isInstanceOf(PutAnswer.Unavailable.class);
    }

    private PutAnswer put(Target target) {
        return sink.put(batch, destination(target), LONG);
    }

    private static Destination destination(Target target) {
        return new Destination(new TenantId("team a"), target, 1);
    }

    private static String text(PutAnswer answer) {
        return answer.getClass().getSimpleName()
                + switch (answer) {
                    case PutAnswer.Taken _ -> "";
                    case PutAnswer.Partial partial -> " " + partial.code();
                    case PutAnswer.Refused refused -> " " + refused.code();
                    case PutAnswer.Throttled throttled -> " " + throttled.code();
                    case PutAnswer.Failed failed -> " " + failed.code();
                    case PutAnswer.Denied denied -> " " + denied.denial().code();
                    case PutAnswer.Unavailable unavailable -> " " + unavailable.code();
                };
    }
}
