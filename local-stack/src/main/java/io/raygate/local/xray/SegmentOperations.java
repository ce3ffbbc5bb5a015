// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.Reading.Accepted;
import io.raygate.local.xray.Reading.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the X-Ray daemon calls: PutTraceSegments and PutTelemetryRecords. */
final class SegmentOperations {

    /** 50 documents a call, from the message of the service (opentelemetry-collector-contrib, pull request 203); read 2026-11-22. */
    private static final int MAX_DOCUMENTS = 50;

    private final SegmentStore store;
    private final LongAdder telemetryRecords = new LongAdder();

    SegmentOperations(SegmentStore store) {
        this.store = store;
    }

    Map<String, Operation> operations() {
        return Map.of("/TraceSegments", this::putTraceSegments, "/TelemetryRecords", this::putTelemetryRecords);
    }

    long telemetryRecords() {
        return telemetryRecords.sum();
    }

    private ObjectNode putTraceSegments(RequestBody request) {
        List<String> documents = request.requiredTexts("TraceSegmentDocuments");
        RequestBody.check(documents.size() <= MAX_DOCUMENTS, "Exceeding maximum segment count: " + MAX_DOCUMENTS);
        ObjectNode answer = RestJson.object();
        ArrayNode unprocessed = answer.putArray("UnprocessedTraceSegments");
        for (String document : documents) {
            switch (SegmentReader.read(document.getBytes(StandardCharsets.UTF_8))) {
                case Accepted accepted -> store.put(accepted.document());
                case Refused refused -> refuse(refused, unprocessed);
            }
        }
        return answer;
    }

    private void refuse(Refused refused, ArrayNode unprocessed) {
        store.refuse(refused.code());
        unprocessed
                .addObject()
                .put("Id", refused.id())
                .put("ErrorCode", refused.code().wireName())
                .put("Message", refused.message());
    }

    private ObjectNode putTelemetryRecords(RequestBody request) {
        telemetryRecords.add(request.requiredStructures("TelemetryRecords").size());
        return RestJson.object();
    }
}
