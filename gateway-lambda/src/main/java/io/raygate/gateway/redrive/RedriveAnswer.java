// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The answer to the event source mapping of a queue: the messages that it shall not delete. */
record RedriveAnswer(List<String> unfinishedMessageIds) {

    private static final JsonFactory JSON = JsonFactories.forWriting().build();

    RedriveAnswer {
        unfinishedMessageIds = List.copyOf(unfinishedMessageIds);
    }

    /** Writes {@code {"batchItemFailures":[{"itemIdentifier":"..."}]}}; an empty list says that all are done. */
    void writeTo(OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (String messageId : unfinishedMessageIds) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", messageId);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
