// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.kinesis.StoredRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KinesisEventTest {

    private static final StreamArn STREAM = StreamArn.parse("arn:aws:kinesis:eu-west-1:123456789012:stream/demo");

    private final KinesisEvent event = new KinesisEvent(STREAM, "shardId-000000000003");
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void encode_record_hasEveryFieldOfLambdas() throws IOException {
        StoredRecord record =
                new StoredRecord("4960", "a\"b", new byte[] {1, 2, 3}, Instant.ofEpochMilli(1_545_084_650_987L));
        String expected = """
                {"Records": [{
                  "kinesis": {
                    "kinesisSchemaVersion": "1.0",
                    "partitionKey": "a\\"b",
                    "sequenceNumber": "4960",
                    "data": "AQID",
                    "approximateArrivalTimestamp": 1545084650.987},
                  "eventSource": "aws:kinesis",
                  "eventVersion": "1.0",
                  "eventID": "shardId-000000000003:4960",
                  "eventName": "aws:kinesis:record",
                  "invokeIdentityArn": "arn:aws:iam::123456789012:role/raygate-local",
                  "awsRegion": "eu-west-1",
                  "eventSourceARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/demo"}]}
                """;

        assertThat(json.readTree(event.encode(List.of(record)))).isEqualTo(json.readTree(expected));
    }

    @Test
    void maxEncodedBytes_anyRecords_boundTheEvent() {
        List<StoredRecord> records = List.of(
                new StoredRecord("1", "\u0001\u0001", new byte[1_000], Instant.now()),
                new StoredRecord("9".repeat(56), "\u20ac", new byte[0], Instant.now()),
                new StoredRecord("3", "plain", new byte[100_001], Instant.now()));

        long bound = records.stream().mapToLong(event::maxEncodedBytes).sum();

        assertThat(event.encode(records).length).isBetween((int) bound - 1_000, (int) bound);
    }
}
