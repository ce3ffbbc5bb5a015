// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.acknowledge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to the event source mapping ({@code ReportBatchItemFailures}). The lowest sequence number reported is the
 * checkpoint: that record and everything behind it come again, whatever else is listed, so one is enough.
 * Records behind it that were already delivered are delivered twice.
 *
 * @param firstUnfinished sequence number of the first record which is not done; empty where all are
 */
public record Acknowledgement(Optional<String> firstUnfinished) {

    private static final JsonFactory JSON = JsonFactories.forWriting().build();

    /**
     * The answer for an event.
     *
     * @param unfinishedRecords positions in the event
     */
    public static Acknowledgement of(KinesisEvent event, Set<Integer> unfinishedRecords) {
        if (unfinishedRecords.isEmpty()) {
            return new Acknowledgement(Optional.empty());
        }
        int first = Collections.min(unfinishedRecords);
        return new Acknowledgement(Optional.of(event.records().get(first).sequenceNumber()));
    }

    /** Writes {@code {"batchItemFailures":[{"itemIdentifier":"..."}]}}; an empty list says that all is done. */
    public void writeTo(OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            if (firstUnfinished.isPresent()) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", firstUnfinished.get());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
