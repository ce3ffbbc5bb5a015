// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.local.kinesis.StoredRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The event in which records of one shard reach the function, field for field as Lambda sends it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Lambda Developer Guide, Kinesis, read 2026-11-22</a>
 */
final class KinesisEvent {

    private static final JsonFactory JSON = new JsonFactory();
    private static final long LATEST_SECOND = 99_999_999_999L;
    private static final int LONGEST_ESCAPE_BYTES = 6;
    private static final int SEQUENCE_NUMBER_OCCURRENCES = 2;

    private final StreamArn stream;
    private final String shardId;
    private final long emptyRecordBytes;

    KinesisEvent(StreamArn stream, String shardId) {
        this.stream = stream;
        this.shardId = shardId;
        this.emptyRecordBytes =
                encode(List.of(new StoredRecord("", "", new byte[0], Instant.ofEpochSecond(LATEST_SECOND)))).length;
    }

    /** The largest share of an event that the record can take, in bytes: exact but for the escapes in its key. */
    long maxEncodedBytes(StoredRecord record) {
        long base64Bytes = (record.data().length + 2L) / 3 * 4;
        return emptyRecordBytes
                + base64Bytes
                + (long) LONGEST_ESCAPE_BYTES * record.partitionKey().length()
                + (long) SEQUENCE_NUMBER_OCCURRENCES * record.sequenceNumber().length();
    }

    byte[] encode(List<StoredRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (StoredRecord record : records) {
                write(record, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(StoredRecord record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("kinesis");
        json.writeStringField("kinesisSchemaVersion", "1.0");
        json.writeStringField("partitionKey", record.partitionKey());
        json.writeStringField("sequenceNumber", record.sequenceNumber());
        json.writeBinaryField("data", record.data());
        json.writeNumberField("approximateArrivalTimestamp", seconds(record.approximateArrival()));
        json.writeEndObject();
        json.writeStringField("eventSource", "aws:kinesis");
        json.writeStringField("eventVersion", "1.0");
        json.writeStringField("eventID", shardId + ":" + record.sequenceNumber());
        json.writeStringField("eventName", "aws:kinesis:record");
        json.writeStringField("invokeIdentityArn", stream.roleArn());
        json.writeStringField("awsRegion", stream.region());
        json.writeStringField("eventSourceARN", stream.text());
        json.writeEndObject();
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano() / 1_000_000, 3));
    }
}
