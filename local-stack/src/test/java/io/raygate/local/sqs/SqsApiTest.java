// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.raygate.local.aws.ApiServer;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The real SDK, which holds answers to their checksums. */
class SqsApiTest {

    private static final String QUEUE = "documents";
    private static final Faults FAULTS = new Faults(FaultyService.SQS, 4);
    private static final long MAX_BYTES = 200_000;
    private static final Queues STORE = new Queues(3, MAX_BYTES, InstantSource.system());
    private static final SqsApi API = new SqsApi(STORE, "000000000000", FAULTS, InstantSource.system());
    private static final QueueClient QUEUES = new QueueClient(API, "000000000000");

    private static ApiServer front;
    private static SqsClient sqs;

    @BeforeAll
    static void start() throws IOException {
        front = new ApiServer(API);
        URI endpoint = front.endpoint();
        STORE.create(QUEUE, Duration.ofSeconds(30));
        sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        front.close();
    }

    @AfterEach
    void empty() {
        FAULTS.clear();
        purge();
    }

    @Test
    void getQueueUrl_pointsToTheFront() {
        assertThat(url()).isEqualTo(front.endpoint() + "/000000000000/" + QUEUE);
    }

    @Test
    void receiveMessage_afterBatch_hasBodiesAndAttributes() {
        assertThat(send(3).successful()).hasSize(3);

        List<Message> received = sqs.receiveMessage(request ->
                        request.queueUrl(url()).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
        assertThat(received).extracting(Message::body).containsExactlyInAnyOrder("{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
        assertThat(received)
                .extracting(message -> message.messageAttributes().get("reason").stringValue())
                .containsOnly("INVALID_ID");
    }

    @Test
    void status_afterSendAndDelete_isWhatWaits() throws IOException {
        long deletedBefore = count("deleted");
        send(7);
        assertThat(STORE.named(QUEUE).newest(5))
                .extracting(MessageQueue.Seen::body)
                .hasSize(5)
                .first()
                .isEqualTo("{\"n\":6}");

        var received = QUEUES.receive(QUEUE, 10, Duration.ofSeconds(30));
        QUEUES.delete(
                QUEUE,
                received.stream()
                        .map(message -> message.path("ReceiptHandle").asText())
                        .toList());
        assertThat(received).hasSize(7);
        assertThat(STORE.named(QUEUE).newest(5)).isEmpty();
        assertThat(count("deleted") - deletedBefore).isEqualTo(7);
        assertThat(count("waiting")).isZero();
    }

    @Test
    void status_messagesFromQuarantine_areCountedByReason() throws IOException {
        QUEUES.send(QUEUE, """
                {"tenant":"demo","reason":"INVALID","code":"INVALID_ID","body":"?"}""");

        assertThat(STORE.named(QUEUE).status().toString()).contains("demo/INVALID/INVALID_ID=1");
    }

    @Test
    void shortened_longMessageFromQuarantine_staysJson() {
        String message = """
                {"tenant":"demo","reason":"INVALID","code":"INVALID_ID","body":"%s"}""".formatted("x".repeat(5_000));

        assertThat(MessageText.shortened(message, 1_000))
                .hasSizeLessThan(1_200)
                .startsWith("{\"tenant\":\"demo\"")
                .endsWith("}");
    }

    @Test
    void receiveMessage_hiddenOne_comesAgainAfterItsTimeoutOnly() {
        send(1);
        assertThat(receive(2)).hasSize(1);
        assertThat(receive(2)).isEmpty();

        purge();
        send(1);
        assertThat(receive(0)).hasSize(1);
        assertThat(receive(0)).hasSize(1);
    }

    @Test
    void receiveMessage_longPoll_returnsWhenAMessageIsSent() throws Exception {
        var polled = CompletableFuture.supplyAsync(
                () -> sqs.receiveMessage(request -> request.queueUrl(url()).waitTimeSeconds(20))
                        .messages());
        send(1);

        assertThat(polled.get(15, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void deleteMessage_handleOfAnEarlierReceive_leavesIt() throws IOException {
        send(1);
        String early = receive(0).getFirst().receiptHandle();
        String late = receive(0).getFirst().receiptHandle();

        sqs.deleteMessage(request -> request.queueUrl(url()).receiptHandle(early));
        assertThat(QUEUES.visible(QUEUE)).isEqualTo(1);
        sqs.deleteMessage(request -> request.queueUrl(url()).receiptHandle(late));
        assertThat(QUEUES.visible(QUEUE)).isZero();
    }

    @Test
    void sendMessageBatch_noRoom_namesTheEntriesThatAreNotStored() {
        String large = "x".repeat(90_000);
        var entries = IntStream.range(0, 3)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody(large)
                        .build())
                .toList();

        SendMessageBatchResponse answer =
                sqs.sendMessageBatch(request -> request.queueUrl(url()).entries(entries));

        assertThat(answer.successful()).hasSize(2);
        assertThat(answer.failed())
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains("raygate.local.sqs.max-bytes"));
    }

    @Test
    void createQueue_moreThanAllowed_isRefusedByKey() {
        sqs.createQueue(request -> request.queueName("second"));
        sqs.createQueue(request -> request.queueName("third"));
        sqs.createQueue(request -> request.queueName("third"));

        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.createQueue(request -> request.queueName("fourth")))
                .withMessageContaining("raygate.local.sqs.max-queues");
    }

    @Test
    void release_receivedMessage_isVisibleAgain() throws IOException {
        send(1);
        var received = QUEUES.receive(QUEUE, 10, Duration.ofSeconds(30));
        assertThat(QUEUES.visible(QUEUE)).isZero();
        QUEUES.release(QUEUE, received.getFirst().path("ReceiptHandle").asText());
        assertThat(QUEUES.visible(QUEUE)).isEqualTo(1);
    }

    @Test
    void sendMessageBatch_faults_areTheErrorsOfSqs() {
        inject(FaultKind.HTTP_500);
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> send(1))
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(500));
        FAULTS.clear();
        inject(FaultKind.THROTTLE);
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> send(1))
                .satisfies(failure ->
                        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("RequestThrottled"));
        assertThat(STORE.named(QUEUE).size()).isZero();
    }

    @Test
    void handle_formOfAnOldSdk_isRefusedInXml() {
        var form = new AwsRequest(
                "POST",
                "/",
                Map.of("authorization", "AWS4-HMAC-SHA256 Credential=key/20231107/eu-west-1/sqs/aws4_request"),
                "Action=ListQueues".getBytes(StandardCharsets.UTF_8));

        assertThat(API.accepts(form)).isTrue();
        assertThat(API.handle(form).body())
                .asString(StandardCharsets.UTF_8)
                .startsWith("<ErrorResponse><Error>")
                .contains("<Code>UnsupportedOperation</Code>");
    }

    @Test
    void getQueueUrl_unknownQueue_isRefused() {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("nowhere")));
    }

    private static void inject(FaultKind kind) {
        FAULTS.add(
                new Fault(Fault.Aim.at("SendMessageBatch"), kind, Duration.ofSeconds(30), Fault.Effect.DEFAULT),
                Instant.now());
    }

    private static SendMessageBatchResponse send(int count) {
        var reason = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("INVALID_ID")
                .build();
        var entries = IntStream.range(0, count)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody("{\"n\":" + i + "}")
                        .messageAttributes(Map.of("reason", reason))
                        .build())
                .toList();
        return sqs.sendMessageBatch(request -> request.queueUrl(url()).entries(entries));
    }

    private static long count(String name) {
        return STORE.named(QUEUE).status().get(name) instanceof Long count ? count : 0;
    }

    private static List<Message> receive(int visibilityTimeoutSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url()).visibilityTimeout(visibilityTimeoutSeconds))
                .messages();
    }

    private static void purge() {
        sqs.purgeQueue(request -> request.queueUrl(url()));
    }

    private static String url() {
        return sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
    }
}
