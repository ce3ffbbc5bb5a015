// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the event that Lambda sends for a Kinesis stream, as a stream of tokens: no reflection, and each record's
 * data is decoded once, from Base64 straight to bytes. Fields that the gateway does not need are passed over.
 */
public final class KinesisEventReader {

    /** An invocation carries at most 6 MB: Lambda quotas, "Invocation payload", read 2026-11-22. */
    private static final int MAX_STRING_CHARS = 8 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactories.forEvents(MAX_STRING_CHARS);

    private final List<KinesisRecord> records = new ArrayList<>();
    private String streamArn = "";

    private KinesisEventReader() {}

    /**
     * Reads one event.
     *
     * @throws IOException where the bytes are not an event of one Kinesis stream: the invocation must then fail
     */
    public static KinesisEvent read(InputStream input) throws IOException {
        try (JsonParser json = JSON.createParser(input)) {
            return new KinesisEventReader().readEvent(json);
        }
    }

    private KinesisEvent readEvent(JsonParser json) throws IOException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT, "the event");
        Set<String> members = new LinkedHashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            members.add(json.currentName());
            boolean isRecords = json.currentName().equals("Records");
            JsonToken value = json.nextToken();
            if (isRecords) {
                expect(json, value, JsonToken.START_ARRAY, "Records");
                readRecords(json);
            }
            json.skipChildren();
        }
        if (records.isEmpty()) {
            throw EventKind.KINESIS.withoutRecords(members);
        }
        return new KinesisEvent(streamArn, records);
    }

    private void readRecords(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, json.currentToken(), JsonToken.START_OBJECT, "Records[]");
            readRecord(json);
        }
    }

    private void readRecord(JsonParser json) throws IOException {
        String source = "";
        String arn = "";
        Optional<KinesisRecord> record = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "eventSource" -> source = json.getText();
                case "eventSourceARN" -> arn = json.getText();
                case "kinesis" -> record = Optional.of(readKinesis(json));
                default -> json.skipChildren();
            }
        }
        EventKind.KINESIS.require(source, records.size());
        if (!records.isEmpty() && !arn.equals(streamArn)) {
            throw EventKind.KINESIS.refused("Records[" + records.size() + "] is of another stream than those before");
        }
        streamArn = arn;
        records.add(record.orElseThrow(() -> EventKind.KINESIS.refused("a record has no member kinesis")));
    }

    private KinesisRecord readKinesis(JsonParser json) throws IOException {
        String sequenceNumber = "";
        long arrivalUnixMillis = 0;
        byte[] data = {};
        expect(json, json.currentToken(), JsonToken.START_OBJECT, "kinesis");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "sequenceNumber" -> sequenceNumber = json.getText();
                case "approximateArrivalTimestamp" -> arrivalUnixMillis = Math.round(json.getValueAsDouble() * 1000);
                case "data" -> data = json.getBinaryValue();
                default -> json.skipChildren();
            }
        }
        if (sequenceNumber.isEmpty()) {
            throw EventKind.KINESIS.refused("a record has no kinesis.sequenceNumber");
        }
        return new KinesisRecord(records.size(), sequenceNumber, arrivalUnixMillis, data);
    }

    private static void expect(JsonParser json, JsonToken actual, JsonToken expected, String where) throws IOException {
        if (actual != expected) {
            throw EventKind.KINESIS.refused(where + " is " + actual + ", expected " + expected + " at byte "
                    + json.currentTokenLocation().getByteOffset());
        }
    }
}
