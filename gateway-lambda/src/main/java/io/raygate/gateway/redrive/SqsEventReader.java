// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.gateway.decode.EventKind;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the event that Lambda sends for an SQS queue, as a stream of tokens: no reflection. */
final class SqsEventReader {

    /** An invocation carries at most 6 MB: Lambda quotas, "Invocation payload", read 2026-11-22. */
    private static final int MAX_STRING_CHARS = 8 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactories.forEvents(MAX_STRING_CHARS);

    private SqsEventReader() {}

    /**
     * Reads one event.
     *
     * @throws IOException where the bytes are not an SQS event: the invocation must then fail
     */
    static List<SqsMessage> read(InputStream input) throws IOException {
        try (JsonParser json = JSON.createParser(input)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "the event");
            List<SqsMessage> messages = new ArrayList<>();
            Set<String> members = new LinkedHashSet<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                members.add(json.currentName());
                boolean isRecords = json.currentName().equals("Records");
                JsonToken value = json.nextToken();
                if (isRecords) {
                    expect(value, JsonToken.START_ARRAY, "Records");
                    readMessages(json, messages);
                }
                json.skipChildren();
            }
            if (messages.isEmpty()) {
                throw EventKind.SQS.withoutRecords(members);
            }
            return messages;
        }
    }

    private static void readMessages(JsonParser json, List<SqsMessage> messages) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_OBJECT, "Records[]");
            messages.add(readMessage(json, messages.size()));
        }
    }

    private static SqsMessage readMessage(JsonParser json, int index) throws IOException {
        String source = "";
        String arn = "";
        String messageId = "";
        String body = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "eventSource" -> source = json.getText();
                case "eventSourceARN" -> arn = json.getText();
                case "messageId" -> messageId = json.getText();
                case "body" -> body = json.getText();
                default -> json.skipChildren();
            }
        }
        EventKind.SQS.require(source, index);
        if (messageId.isEmpty()) {
            throw EventKind.SQS.refused("a record has no messageId");
        }
        return new SqsMessage(messageId, arn.substring(arn.lastIndexOf(':') + 1), body);
    }

    private static void expect(JsonToken actual, JsonToken expected, String where) throws IOException {
        if (actual != expected) {
            throw EventKind.SQS.refused(where + " is " + actual + ", expected " + expected);
        }
    }

    /**
     * One message of an SQS event.
     *
     * @param messageId what the event source mapping knows the message by
     * @param queue     name of the queue; empty where the event does not say
     */
    record SqsMessage(String messageId, String queue, String body) {}
}
