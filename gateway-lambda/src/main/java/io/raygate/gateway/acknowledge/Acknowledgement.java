// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.acknowledge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The answer to an event source mapping ({@code ReportBatchItemFailures}): what is unfinished, and must come again.
 *
 * @param unfinished sequence numbers of records, or ids of messages
 */
public record Acknowledgement(List<String> unfinished) {

    private static final JsonFactory JSON = JsonFactories.forWriting().build();

    public Acknowledgement {
        unfinished = List.copyOf(unfinished);
    }

    /**
     * The answer for records of a stream. The lowest sequence number is the checkpoint: that record and everything after it
     * come again, whatever else is listed, so one is enough. Records after it that were already delivered are delivered
     * twice.
     *
     * @param unfinishedRecords positions in the event
     */
    public static Acknowledgement of(KinesisEvent event, Set<Integer> unfinishedRecords) {
        return new Acknowledgement(
                unfinishedRecords.stream()
                        .min(Comparator.naturalOrder())
                        .map(first -> event.records().get(first).sequenceNumber())
                        .stream()
                        .toList());
    }

    /** Writes {@code {"batchItemFailures":[{"itemIdentifier":"..."}]}}; an empty list says that all is done. */
    public void writeTo(OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (String identifier : unfinished) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", identifier);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
