// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import io.raygate.local.aws.AwsServer;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import jakarta.inject.Inject;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

/** What the real SDK must see, whichever encoding it speaks; run once for each. */
abstract class KinesisSdkContract {

    private static final String SHARD = "shardId-000000000000";

    private final String stream = "sdk-" + UUID.randomUUID();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();

    @Inject
    AwsServer server;

    @Inject
    FaultBoard board;

    private Faults faults;

    private KinesisClient kinesis;

    abstract String contentType();

    @BeforeEach
    void createStream() {
        faults = board.of(FaultyService.KINESIS);
        kinesis = KinesisClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new ContentTypes()))
                .build();
        kinesis.createStream(request -> request.streamName(stream).shardCount(1));
    }

    @AfterEach
    void deleteStream() {
        faults.clear();
        kinesis.deleteStream(request -> request.streamName(stream));
        kinesis.close();
        assertThat(contentTypes).isNotEmpty().allMatch(contentType()::equals);
    }

    @Test
    void describeStreamSummary_newStream_isActiveNow() {
        StreamDescriptionSummary summary = kinesis.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary();

        assertThat(summary.streamStatusAsString()).isEqualTo("ACTIVE");
        assertThat(summary.openShardCount()).isEqualTo(1);
        assertThat(summary.maxRecordSizeInKiB()).isEqualTo(1_024);
        assertThat(Duration.between(summary.streamCreationTimestamp(), Instant.now())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void listings_newStream_showIt() {
        assertThat(kinesis.listStreamsPaginator(request -> request.limit(1)).streamNames())
                .contains(stream, "raygate-demo");
        assertThat(kinesis.describeStream(request -> request.streamName(stream))
                        .streamDescription()
                        .shards())
                .hasSize(1);
        var page =
                kinesis.listShards(request -> request.streamName("raygate-demo").maxResults(1));
        var rest = kinesis.listShards(request -> request.nextToken(page.nextToken()));
        assertThat(page.shards()).extracting("shardId").containsExactly(SHARD);
        assertThat(rest.shards()).extracting("shardId").containsExactly("shardId-000000000001");
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void updateMaxRecordSize_twoMib_letsLargerRecordsIn() {
        String arn = kinesis.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        kinesis.updateMaxRecordSize(request -> request.streamARN(arn).maxRecordSizeInKiB(2_048));

        assertThat(kinesis.putRecord(request -> request.streamARN(arn)
                                .partitionKey("a")
                                .data(SdkBytes.fromByteArray(new byte[2_000_000])))
                        .shardId())
                .isEqualTo(SHARD);
    }

    @Test
    void getRecords_anyBytes_areExact() {
        byte[] data = new byte[25_000];
        new Random(1).nextBytes(data);
        Instant before = Instant.now().minusMillis(1);
        PutRecordResponse put = put("käse", data);
        Record got = get(at -> at.shardIteratorType(TRIM_HORIZON)).getFirst();

        assertThat(got.data().asByteArray()).isEqualTo(data);
        assertThat(got.partitionKey()).isEqualTo("käse");
        assertThat(got.sequenceNumber()).isEqualTo(put.sequenceNumber());
        assertThat(got.approximateArrivalTimestamp())
                .isBetween(before, Instant.now().plusMillis(1));
    }

    @Test
    void getShardIterator_eachType_startsWhereItSays() {
        String first = put("first", new byte[1]).sequenceNumber();
        String second = put("second", new byte[1]).sequenceNumber();
        String latest = iterator(at -> at.shardIteratorType(LATEST));
        Instant arrival =
                get(at -> at.shardIteratorType(TRIM_HORIZON)).getFirst().approximateArrivalTimestamp();
        put("third", new byte[1]);

        assertThat(keys(get(at -> at.shardIteratorType(AT_TIMESTAMP).timestamp(arrival))))
                .containsExactly("first", "second", "third");
        assertThat(keys(get(at -> at.shardIteratorType(AT_SEQUENCE_NUMBER).startingSequenceNumber(second))))
                .containsExactly("second", "third");
        assertThat(keys(get(at -> at.shardIteratorType(AFTER_SEQUENCE_NUMBER).startingSequenceNumber(first))))
                .containsExactly("second", "third");
        assertThat(keys(read(latest).records())).containsExactly("third");
    }

    @Test
    void putRecords_overTheShardsRate_failsInPart() {
        PutRecordsResponse response = putRecords(100, 25_000);

        assertThat(response.failedRecordCount()).isBetween(50, 60);
        assertThat(response.records()).hasSize(100);
        assertThat(response.records().getLast().errorCode()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(response.records().getFirst().sequenceNumber()).isNotNull();
    }

    @Test
    void errors_asTheSdkKnowsThem_areTyped() {
        assertThatThrownBy(() -> kinesis.createStream(
                        request -> request.streamName(stream).shardCount(1)))
                .isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> kinesis.describeStream(request -> request.streamName("nope")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream nope under account 000000000000 not found.");
        assertThatThrownBy(() -> put("a", new byte[1_048_576])).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> putRecords(501, 1)).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> read("bogus")).isInstanceOf(InvalidArgumentException.class);
        String old = new ShardIterator(stream, 1, 0, 1, Instant.EPOCH).token();
        assertThatThrownBy(() -> read(old)).isInstanceOf(ExpiredIteratorException.class);
    }

    @Test
    void faults_halfOfTheEntries_failExactlyHalf() {
        inject(FaultKind.THROTTLE_ENTRIES, 0.5);

        assertThat(putRecords(10, 1).failedRecordCount()).isEqualTo(5);
        assertThat(get(at -> at.shardIteratorType(TRIM_HORIZON))).hasSize(5);
    }

    @Test
    void faults_http500_isInternalFailure() {
        inject(FaultKind.HTTP_500, 1);

        assertThatThrownBy(() -> put("a", new byte[1])).isInstanceOfSatisfying(KinesisException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(500);
            assertThat(failure.requestId()).isNotBlank();
        });
    }

    @Test
    void faults_slow_answersAfterTheDelay() {
        inject(FaultKind.SLOW, 1);
        long start = System.nanoTime();
        put("a", new byte[1]);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
    }

    @Test
    void faults_reset_breaksTheConnectionAndStoresNothing() {
        inject(FaultKind.RESET, 1);
        assertThatThrownBy(() -> put("a", new byte[1]))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(SocketException.class);
        faults.clear();

        assertThat(get(at -> at.shardIteratorType(TRIM_HORIZON))).isEmpty();
    }

    @Test
    void faults_answer_isWhatTheSdkReadsAndNothingIsStored() {
        faults.add(
                new Fault(
                        new Fault.Aim(stream, Set.of("PutRecords"), "", 1),
                        FaultKind.ANSWER,
                        Duration.ofSeconds(30),
                        new Fault.Effect(
                                Duration.ZERO,
                                "unused",
                                new Fault.Answer(200, "", "{\"Records\":[],\"FailedRecordCount\":0}"))),
                Instant.now());

        PutRecordsResponse answer = putRecords(3, 1);

        assertThat(answer.hasRecords()).isTrue();
        assertThat(answer.records()).isEmpty();
        faults.clear();
        assertThat(get(at -> at.shardIteratorType(TRIM_HORIZON))).isEmpty();
    }

    private void inject(FaultKind kind, double share) {
        Fault fault = new Fault(
                new Fault.Aim(stream, Set.of("PutRecord", "PutRecords", "GetRecords"), "", share),
                kind,
                Duration.ofSeconds(30),
                new Fault.Effect(Duration.ofMillis(200), Fault.Effect.DEFAULT.code(), Fault.Effect.DEFAULT.answer()));
        faults.add(fault, Instant.now());
    }

    private PutRecordResponse put(String key, byte[] data) {
        return kinesis.putRecord(
                request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromByteArray(data)));
    }

    private PutRecordsResponse putRecords(int entries, int bytes) {
        SdkBytes data = SdkBytes.fromByteArray(new byte[bytes]);
        List<PutRecordsRequestEntry> list = IntStream.range(0, entries)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("k" + i)
                        .data(data)
                        .build())
                .toList();
        return kinesis.putRecords(request -> request.streamName(stream).records(list));
    }

    private List<Record> get(Consumer<GetShardIteratorRequest.Builder> where) {
        return read(iterator(where)).records();
    }

    private GetRecordsResponse read(String iterator) {
        return kinesis.getRecords(request -> request.shardIterator(iterator));
    }

    private String iterator(Consumer<GetShardIteratorRequest.Builder> where) {
        return kinesis.getShardIterator(
                        request -> where.accept(request.streamName(stream).shardId(SHARD)))
                .shardIterator();
    }

    private static List<String> keys(List<Record> records) {
        return records.stream().map(Record::partitionKey).toList();
    }

    /** Proves which encoding the SDK spoke. */
    private final class ContentTypes implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            contentTypes.add(
                    context.httpRequest().firstMatchingHeader("Content-Type").orElse("none"));
        }
    }
}
