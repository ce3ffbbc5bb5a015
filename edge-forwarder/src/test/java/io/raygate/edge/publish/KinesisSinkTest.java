// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.publish.KinesisSink.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class KinesisSinkTest {

    /** A list of nothing where the records would be, in CBOR. */
    private static final byte[] NOTHING = {(byte) 0xA0};

    private int calls;

    @Test
    void put_brokenConnection_failsAll() {
        PutResult result =
                failing(SdkClientException.create("connection reset")).put(blocks(2));

        assertThat(result.failed()).hasSize(2);
        assertThat(result.errorCode()).isEqualTo("SdkClientException");
    }

    @Test
    void put_serviceError_failsAllWithItsCode() {
        PutResult result = failing(refusal("ResourceNotFoundException")).put(blocks(2));

        assertThat(result).isInstanceOfSatisfying(PutResult.NoAnswer.class, noAnswer -> {
            assertThat(noAnswer.failed()).hasSize(2);
            assertThat(noAnswer.errorCode()).isEqualTo("ResourceNotFoundException");
        });
    }

    @Test
    void warmUp_streamRefusesIt_callsOnceAndPutsNothing() {
        List<String> requests = new ArrayList<>();
        sink(request -> {
                    calls++;
                    requests.add(new String(request, ISO_8859_1));
                    throw refusal("ValidationException");
                })
                .warmUp();

        assertThat(calls).isEqualTo(1);
        assertThat(requests.getFirst()).endsWith("Records\u0080");
    }

    @Test
    void isReachable_beforeTheFirstAnswer_isFalse() {
        assertThat(sink(_ -> NOTHING).isReachable()).isFalse();
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
        assertThat(warmedUp(AwsServiceException.builder().statusCode(502).build()))
                .as("a proxy")
                .isFalse();
    }

    @Test
    void isReachable_calls_isWhatTheLastOneHasShown() {
        List<SdkException> failures = new ArrayList<>();
        KinesisSink sink = sink(_ -> {
            if (!failures.isEmpty()) {
                throw failures.removeFirst();
            }
            // {"Records": [{"SequenceNumber": "1"}]}
            return "\u00a1\u0067Records\u0081\u00a1\u006eSequenceNumber\u00611".getBytes(ISO_8859_1);
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

    private static boolean warmedUp(SdkException failure) {
        KinesisSink sink = failing(failure);
        sink.warmUp();
        return sink.isReachable();
    }

    private static SdkException refusal(String code) {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static KinesisSink failing(SdkException failure) {
        return sink(_ -> {
            throw failure;
        });
    }

    private static KinesisSink sink(Stream stream) {
        return new KinesisSink(stream, "raygate-shop", () -> new SplittableRandom(7));
    }

    private static List<SealedBlock> blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(sequence -> new SealedBlock(new byte[10], 5, sequence, 1, 40))
                .toList();
    }
}
