// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.aws.CborReader;
import io.raygate.block.SealedBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PutRecordsRequestTest {

    private final SplittableRandom random = new SplittableRandom(2026);

    @ParameterizedTest
    @ValueSource(ints = {1, 23, 24, 255, 256, 65_535, 65_536, 1_048_000})
    void of_frameOfAnySize_isInTheRecord(int bytes) {
        byte[] frame = new byte[bytes];
        new Random(bytes).nextBytes(frame);

        List<Map<?, ?>> records = records(read("raygate-shop", List.of(block(0, frame))));

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.keySet()).hasSize(2);
            assertThat((byte[]) record.get("Data")).isEqualTo(frame);
            assertThat(record.get("PartitionKey")).asString().matches("[0-9a-f]{32}");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 255, 256, 500})
    void of_anyNumberOfBlocks_keepsTheirOrderAndSpreadsTheirKeys(int count) {
        List<SealedBlock> blocks = IntStream.range(0, count)
                .mapToObj(i -> block(i, new byte[] {(byte) i}))
                .toList();

        List<Map<?, ?>> records = records(read("raygate-shop", blocks));

        assertThat(records).hasSize(count);
        assertThat(records.stream().map(record -> ((byte[]) record.get("Data"))[0]))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> (byte) i).toList());
        assertThat(records.stream().map(record -> String.valueOf(record.get("PartitionKey"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void of_name_addressesTheStreamByIt() {
        assertThat(members(read("raygate-shop", List.of())))
                .containsEntry("StreamName", "raygate-shop")
                .containsOnlyKeys("StreamName", "Records");
    }

    @Test
    void of_arn_addressesTheStreamByIt() {
        String arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/" + "s".repeat(128);

        assertThat(members(read(arn, List.of())))
                .containsEntry("StreamARN", arn)
                .containsOnlyKeys("StreamARN", "Records");
    }

    /** Chi-square with 7 degrees of freedom stays below 24.3 in 999 of 1,000 cases. */
    @Test
    void partitionKey_manyBlocks_hitEightShardsEvenly() throws Exception {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        int[] hits = new int[8];
        int keys = 16_000;
        for (int i = 0; i < keys; i++) {
            String key = PutRecordsRequest.partitionKey(random);
            assertThat(key).hasSize(32);
            hits[(md5.digest(key.getBytes(StandardCharsets.UTF_8))[0] & 0xFF) >> 5]++;
        }

        double expected = keys / 8.0;
        double chiSquare = Arrays.stream(hits)
                .mapToDouble(hit -> (hit - expected) * (hit - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(24.3);
    }

    private static SealedBlock block(int sequence, byte[] frame) {
        return new SealedBlock(frame, 5, sequence, 1, 40);
    }

    private Object read(String stream, List<SealedBlock> blocks) {
        return CborReader.read(new PutRecordsRequest(stream).of(blocks, random));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object request) {
        return (Map<String, Object>) request;
    }

    private static List<Map<?, ?>> records(Object request) {
        return ((List<?>) members(request).get("Records"))
                .stream().<Map<?, ?>>map(record -> (Map<?, ?>) record).toList();
    }
}
