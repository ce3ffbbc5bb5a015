// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;

class KinesisSinkTest {

    private final List<PutRecordsRequest> requests = new ArrayList<>();

    @Test
    void put_someEntriesRefused_tellsThemApart() {
        PutResult result =
                sink("raygate-shop", request -> response(request, 1, 3)).put(blocks(4));

        assertThat(result).isInstanceOfSatisfying(PutResult.Answered.class, answered -> {
            assertThat(answered.accepted()).extracting(SealedBlock::sequence).containsExactly(0L, 2L);
            assertThat(answered.failed()).extracting(SealedBlock::sequence).containsExactly(1L, 3L);
            assertThat(answered.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
        });
    }

    @Test
    void put_serviceError_failsAllWithItsCode() {
        PutResult result = sink("raygate-shop", _ -> {
                    throw ResourceNotFoundException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("ResourceNotFoundException")
                                    .errorMessage("Stream raygate-shop not found")
                                    .build())
                            .build();
                })
                .put(blocks(2));

        assertThat(result).isInstanceOfSatisfying(PutResult.NoAnswer.class, noAnswer -> {
            assertThat(noAnswer.failed()).hasSize(2);
            assertThat(noAnswer.errorCode()).isEqualTo("ResourceNotFoundException");
        });
    }

    @Test
    void put_brokenConnection_failsAll() {
        PutResult result = sink("raygate-shop", _ -> {
                    throw SdkClientException.create("connection reset");
                })
                .put(blocks(2));

        assertThat(result.failed()).hasSize(2);
    }

    @Test
    void put_manyBlocks_spreadsPartitionKeys() {
        sink("raygate-shop", request -> response(request)).put(blocks(400));

        assertThat(requests.getFirst().records())
                .extracting(PutRecordsRequestEntry::partitionKey)
                .doesNotHaveDuplicates();
        assertThat(requests.getFirst().streamName()).isEqualTo("raygate-shop");
    }

    /** Chi-square with 7 degrees of freedom stays below 24.3 in 999 of 1,000 cases. */
    @Test
    void partitionKey_manyBlocks_hitEightShardsEvenly() throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        SplittableRandom random = new SplittableRandom(2026);
        int[] hits = new int[8];
        int keys = 16_000;
        for (int i = 0; i < keys; i++) {
            String key = KinesisSink.partitionKey(random);
            assertThat(key).hasSize(32);
            hits[(md5.digest(key.getBytes(StandardCharsets.UTF_8))[0] & 0xFF) >> 5]++;
        }

        double expected = keys / 8.0;
        double chiSquare = Arrays.stream(hits)
                .mapToDouble(hit -> (hit - expected) * (hit - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(24.3);
    }

    @Test
    void put_streamGivenAsArn_isAddressedByIt() {
        String arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop";

        sink(arn, request -> response(request)).put(blocks(1));

        assertThat(requests.getFirst().streamARN()).isEqualTo(arn);
        assertThat(requests.getFirst().streamName()).isNull();
    }

    @Test
    void warmUp_streamRefusesIt_callsOnceAndPutsNothing() {
        sink("raygate-shop", _ -> {
                    throw ResourceNotFoundException.builder().statusCode(400).build();
                })
                .warmUp();

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.records()).isEmpty());
    }

    @Test
    void isReachable_beforeTheFirstAnswer_isFalse() {
        assertThat(sink("raygate-shop", request -> response(request)).isReachable())
                .isFalse();
    }

    @Test
    void isReachable_warmUpRefusedForWantOfRecords_isTrue() {
        assertThat(warmedUp(refusal("ValidationException"))).isTrue();
    }

    @Test
    void isReachable_warmUpThatDidNotGetToTheStream_isFalse() {
        assertThat(warmedUp(SdkClientException.create("connection refused"))).isFalse();
        assertThat(warmedUp(refusal("ResourceNotFoundException"))).isFalse();
        assertThat(warmedUp(refusal("AccessDeniedException"))).isFalse();
        assertThat(warmedUp(ResourceNotFoundException.builder().statusCode(502).build()))
                .as("a proxy")
                .isFalse();
    }

    @Test
    void isReachable_calls_isWhatTheLastOneHasShown() {
        List<SdkException> failures = new ArrayList<>();
        KinesisSink sink = sink("raygate-shop", request -> {
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
            return response(request);
        });

        sink.put(blocks(1));
        assertThat(sink.isReachable()).isTrue();
        failures.add(SdkClientException.create("connection reset"));
        sink.put(blocks(1));
        assertThat(sink.isReachable()).isFalse();
        failures.add(refusal("LimitExceededException"));
        sink.put(blocks(1));
        assertThat(sink.isReachable()).as("throttled").isTrue();
    }

    private boolean warmedUp(SdkException failure) {
        KinesisSink sink = sink("raygate-shop", _ -> {
            throw failure;
        });
        sink.warmUp();
        return sink.isReachable();
    }

    private static SdkException refusal(String code) {
        return KinesisException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private KinesisSink sink(String stream, Function<PutRecordsRequest, PutRecordsResponse> answer) {
        return new KinesisSink(new FakeKinesis(answer), stream, () -> new SplittableRandom(7));
    }

    private static List<SealedBlock> blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(sequence -> new SealedBlock(new byte[10], 5, sequence, 1, 40))
                .toList();
    }

    private static PutRecordsResponse response(PutRecordsRequest request, Integer... refused) {
        List<PutRecordsResultEntry> entries = new ArrayList<>();
        for (int i = 0; i < request.records().size(); i++) {
            entries.add(
                    List.of(refused).contains(i)
                            ? PutRecordsResultEntry.builder()
                                    .errorCode("ProvisionedThroughputExceededException")
                                    .build()
                            : PutRecordsResultEntry.builder()
                                    .sequenceNumber("1")
                                    .build());
        }
        return PutRecordsResponse.builder().records(entries).build();
    }

    /** A Kinesis that knows one operation. */
    private final class FakeKinesis implements KinesisClient {

        private final Function<PutRecordsRequest, PutRecordsResponse> answer;

        FakeKinesis(Function<PutRecordsRequest, PutRecordsResponse> answer) {
            this.answer = answer;
        }

        @Override
        public PutRecordsResponse putRecords(PutRecordsRequest request) {
            requests.add(request);
            return answer.apply(request);
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
